/**
 * Tables of calls for the tests of commands: what is there before, the call, its reply, what is
 * there afterwards. And the check that a write which is refused memory changes nothing.
 */
import { expect, test } from 'vitest';
import { ERRORS } from '../../src/base/errors.js';
import { CommandHarness, type HarnessOptions, type Word } from './command-harness.js';

/** A request as words, or as text with a blank between words. */
export type Call = string | readonly Word[];

export interface CommandCase {
  /** Calls before, each of which must succeed. */
  given?: readonly Call[];
  call: Call;
  /** The whole reply; of an error, without the line end. */
  reply: string;
  /** Values of keys afterwards; undefined for a key that must not be there. */
  values?: Readonly<Record<string, string | undefined>>;
  /** Encodings of keys afterwards. */
  encodings?: Readonly<Record<string, string>>;
  /** Milliseconds to live of keys afterwards: -1 without expiry, -2 without key. */
  ttlsMs?: Readonly<Record<string, number>>;
  /** How much the call counts as changes; checked where it is stated. */
  dirty?: number;
  options?: HarnessOptions;
}

export function wordsOf(call: Call): readonly Word[] {
  return typeof call === 'string' ? call.split(' ') : call;
}

function titleOf({ given = [], call }: CommandCase): string {
  const texts = [...given, call].map((one) => {
    const words = wordsOf(one).map((word) => (typeof word === 'string' ? word : '(bytes)'));
    return words.map((word) => (word.length > 40 ? `${word.slice(0, 40)}…` : word)).join(' ');
  });
  return texts.join(', ');
}

/** A test for each case, each on an empty keyspace of its own. */
export function testCases(cases: readonly CommandCase[]): void {
  for (const one of cases) test(titleOf(one), () => checkCase(one));
}

function checkCase(one: CommandCase): void {
  const harness = new CommandHarness(one.options);
  for (const call of one.given ?? []) {
    const reply = harness.call(...wordsOf(call));
    expect(reply[0], `${String(call)}: ${reply}`).not.toBe('-');
  }
  const dirty = harness.keyspace.dirty;
  const reply = harness.call(...wordsOf(one.call));
  expect(reply[0] === '-' ? reply.trimEnd() : reply).toBe(one.reply);
  if (one.dirty !== undefined) expect(harness.keyspace.dirty - dirty).toBe(one.dirty);
  for (const [key, value] of Object.entries(one.values ?? {})) {
    expect(harness.value(key), key).toBe(value);
  }
  for (const [key, name] of Object.entries(one.encodings ?? {})) {
    expect(harness.encoding(key), key).toBe(name);
  }
  for (const [key, ms] of Object.entries(one.ttlsMs ?? {})) {
    expect(harness.ttlMs(key), key).toBe(ms);
  }
  harness.finish();
}

const REFUSALS_MAX = 200;

/**
 * Repeats a call under a memory limit that is raised page by page until the call succeeds. Up to
 * then it must answer the error of Redis and leave every key as it was.
 */
export function testRefusal(given: readonly Call[], call: Call): void {
  test(`refused memory it changes nothing: ${titleOf({ call, reply: '' })}`, () => {
    const harness = new CommandHarness({
      memory: { pageSizeBytes: 4096, regionSizeBytes: 1_048_576 },
    });
    for (const one of given) harness.call(...wordsOf(one));
    const { budget, layout } = harness.memory;
    const before = harness.content();
    const used = budget.usedBytes;
    const dirty = harness.keyspace.dirty;
    let refusals = 0;
    for (; refusals < REFUSALS_MAX; refusals++) {
      budget.limitBytes = used + refusals * layout.pageSizeBytes;
      const reply = harness.call(...wordsOf(call));
      if (reply[0] !== '-') break;
      expect(reply).toBe(`-${ERRORS.outOfMemory}\r\n`);
      expect(harness.content()).toEqual(before);
      expect(harness.keyspace.dirty).toBe(dirty);
      harness.keyspace.verify();
    }
    expect(refusals, 'refusals before there was enough').toBeGreaterThan(0);
    expect(refusals).toBeLessThan(REFUSALS_MAX);
    expect(harness.content()).not.toEqual(before);
    budget.limitBytes = Number.POSITIVE_INFINITY;
    harness.finish();
  });
}
