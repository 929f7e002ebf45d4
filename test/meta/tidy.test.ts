/** Rules over every source file: sizes, leftovers, banned calls, and containers that may grow. */
import { describe, expect, it } from 'vitest';
import { type FunctionLength, functionLengths } from '../support/function-lengths.js';
import { keptContainers } from '../support/growing-containers.js';
import { compareWithList, readList } from '../support/shrinking-list.js';
import { describeFindings, readRepositorySources } from '../support/source-tree.js';
import {
  bannedCalls,
  FILE_LINES_MAX,
  leftoverWords,
  testsNotRun,
  wideLines,
} from '../support/tidy-rules.js';

/** The line not to cross; what is longer than `LISTABLE_LINES` may stand on the list. */
const FUNCTION_LINES_MAX = 70;
const LISTABLE_LINES = 80;

const sources = readRepositorySources();
const functions = sources.flatMap((source) => functionLengths(source));

function nameOf(one: FunctionLength): string {
  return `${one.path}#${one.name}`;
}

describe('functions', () => {
  it('are found at all', () => {
    expect(functions.length).toBeGreaterThan(100);
  });

  it('have 70 lines at most, where a few long ones are listed with their length', () => {
    const list = readList<number>('long-functions');
    const long = functions.filter((one) => one.lines > FUNCTION_LINES_MAX);
    const overdue = long.filter((one) => {
      const listed = list[nameOf(one)] ?? 0;
      return one.lines <= LISTABLE_LINES || one.lines > listed;
    });
    expect(overdue.map((one) => `${nameOf(one)} has ${one.lines} lines`)).toEqual([]);
    expect(compareWithList(long.map(nameOf), 'long-functions').stale).toEqual([]);
  });
});

describe('files', () => {
  it(`have ${FILE_LINES_MAX} lines at most`, () => {
    const long = sources.filter((one) => one.text.split('\n').length - 1 > FILE_LINES_MAX);
    expect(long.map((one) => one.path)).toEqual([]);
  });

  it('are 100 columns wide at most, where a few are listed with their wider lines', () => {
    const list = readList<number>('wide-lines');
    const wide = sources.flatMap((one) => {
      const found = wideLines(one.path, one.text);
      return found.length === list[one.path] ? [] : found;
    });
    expect(describeFindings(wide)).toEqual([]);
    const wider = sources.filter((one) => wideLines(one.path, one.text).length > 0);
    const { stale } = compareWithList(
      wider.map((one) => one.path),
      'wide-lines',
    );
    expect(stale).toEqual([]);
  });

  it('have no words in them that mark unfinished work', () => {
    const left = sources.flatMap((one) => leftoverWords(one.path, one.text));
    expect(describeFindings(left)).toEqual([]);
  });

  it('call nothing that the project has a replacement for', () => {
    expect(describeFindings(sources.flatMap((one) => bannedCalls(one)))).toEqual([]);
  });
});

describe('tests', () => {
  it('are neither singled out nor skipped without a reason', () => {
    const tests = sources.filter((one) => one.path.startsWith('test/'));
    expect(describeFindings(tests.flatMap((one) => testsNotRun(one)))).toEqual([]);
  });
});

describe('the data layers', () => {
  it('keep no JavaScript container, except those listed with why they do not grow', () => {
    const list = readList<string>('bounded-containers');
    const layers = sources.filter((one) => /^src\/(memory|structures|keyspace)\//.test(one.path));
    const kept = layers.flatMap((one) => keptContainers(one));
    const advice = 'a container that is bounded goes to test/meta/bounded-containers.json';
    expect(compareWithList(kept, 'bounded-containers'), advice).toEqual({
      unlisted: [],
      stale: [],
    });
    const unexplained = Object.keys(list).filter((name) => (list[name] as string).length < 20);
    expect(unexplained).toEqual([]);
  });
});
