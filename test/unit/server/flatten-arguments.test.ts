import { expect, test } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import type { Arguments } from '../../../src/protocol/arguments.js';
import { flattenArguments, prepareLargeArguments } from '../../../src/server/flatten-arguments.js';
import { PageCollector } from '../../../src/structures/page-collector.js';
import { argumentsOf } from '../../support/requests.js';

const table = new CommandTable(COMMANDS);
const memory = new MemoryManager({ isVerifying: true });
const owner = memory.registerOwner('requests');

/** A request in which argument `at` is `bytes`, in pages. */
function request(words: string[], at: number, bytes: Uint8Array): Arguments {
  const args = argumentsOf(...words.map((word, i) => (i === at ? '' : word)));
  const collector = new PageCollector(memory, owner, bytes.length);
  collector.append(bytes, 0, bytes.length);
  args.paged = [];
  args.paged[at] = collector;
  return args;
}

function release(args: Arguments): void {
  for (const collector of args.paged ?? []) collector?.release();
}

const LARGE = Buffer.alloc(100_000, 'abcdefg');

test('all arguments end up in one buffer, in order', () => {
  const args = request(['echo', 'large', 'tail'], 1, LARGE);
  const collectors = args.paged;
  flattenArguments(args);
  expect(args.paged).toBeNull();
  expect(args.latin1(0)).toBe('echo');
  expect(Buffer.from(args.copy(1)).equals(LARGE)).toBe(true);
  expect(args.latin1(2)).toBe('tail');
  args.paged = collectors;
  release(args);
  memory.verifyEmpty();
});

test.each([
  { words: ['SET', 'k', 'large'], at: 2, isFlat: false },
  { words: ['append', 'k', 'large'], at: 2, isFlat: false },
  { words: ['MSET', 'a', 'x', 'b', 'large'], at: 4, isFlat: false },
  { words: ['SET', 'large', 'v'], at: 1, isFlat: true },
  { words: ['MSET', 'a', 'x', 'large', 'y'], at: 3, isFlat: true },
  { words: ['GET', 'large'], at: 1, isFlat: true },
  { words: ['SET', 'large'], at: 1, isFlat: true },
  { words: ['large', 'k'], at: 0, isFlat: true },
  { words: ['no-such-command', 'large'], at: 1, isFlat: true },
])('$words with argument $at in pages: flat $isFlat', ({ words, at, isFlat }) => {
  const args = request(words, at, LARGE);
  const collectors = args.paged;
  prepareLargeArguments(table, args);
  expect(args.paged === null).toBe(isFlat);
  expect(args.length(at)).toBe(LARGE.length);
  args.paged = collectors;
  release(args);
});
