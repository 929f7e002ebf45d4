/** Asks redis-server which keys and directives random patterns match. */
import { expect, test } from 'vitest';
import { globMatches } from '../../../src/base/glob.js';
import { Prng, seedFrom } from '../../support/prng.js';
import { decodeReply } from '../../support/reply-tree.js';
import { redisServerIsThere, startRedisServer } from '../../support/server-process.js';

const PATTERN_PARTS = [
  ...['*', '*', '?', '[', ']', '^', '-', '\\', '[^', '[a-c]', '[c-', 'a', 'b', 'B', 'c', ']]'],
  ...['\x80', '\xff', '-\xff', '[\x80-'],
];
const isThere = redisServerIsThere('comparing glob patterns');

function matches(pattern: Buffer, text: Buffer, nocase: boolean): boolean {
  return globMatches(pattern, 0, pattern.length, text, 0, text.length, nocase);
}

test.skipIf(!isThere)('KEYS matches as redis-server does', async () => {
  const seed = seedFrom('GLOB_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    const keys = [Buffer.alloc(0)];
    for (const byte of 'abBc-]^\\[*?\x80\xff') keys.push(Buffer.from(byte, 'latin1'));
    for (let count = 0; count < 60; count++) {
      const text = Array.from({ length: prng.integer(2, 6) }, () => prng.pick([...'aabBc-]\xff']));
      keys.push(Buffer.from(text.join(''), 'latin1'));
    }
    await connection.pipeline(keys.map((key) => ['SET', key, 'x']));
    const unique = [...new Set(keys.map((key) => key.toString('latin1')))].sort();
    const patterns = Array.from({ length: 6000 }, () => {
      const parts = Array.from({ length: prng.integer(1, 7) }, () => prng.pick(PATTERN_PARTS));
      return Buffer.from(parts.join(''), 'latin1');
    }).filter((pattern) => pattern.toString() !== '*');
    const replies = await connection.pipeline(patterns.map((pattern) => ['KEYS', pattern]));
    for (const [index, pattern] of patterns.entries()) {
      const expected = keysIn(replies[index] as Buffer);
      const found = unique.filter((key) => matches(pattern, Buffer.from(key, 'latin1'), false));
      expect(found, `pattern ${pattern.toString('latin1')}, seed ${seed}`).toEqual(expected);
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});

test.skipIf(!isThere)('COMMAND LIST filters without case as redis-server does', async () => {
  const seed = seedFrom('GLOB_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  const parts = [
    '*',
    '*',
    '?',
    'G',
    's',
    '[A-M]',
    '[^a-P]',
    '[Z-a]',
    '[\\s]',
    'eT',
    '[@-z]',
    '[sG]',
  ];
  try {
    const connection = await server.connect();
    const names = keysIn(await connection.call('COMMAND', 'LIST'));
    const patterns = Array.from({ length: 500 }, () => {
      const text = Array.from({ length: prng.integer(1, 6) }, () => prng.pick(parts)).join('');
      return Buffer.from(text, 'latin1');
    });
    const replies = await connection.pipeline(
      patterns.map((pattern) => ['COMMAND', 'LIST', 'FILTERBY', 'PATTERN', pattern]),
    );
    for (const [index, pattern] of patterns.entries()) {
      const found = names.filter((name) => matches(pattern, Buffer.from(name, 'latin1'), true));
      const expected = keysIn(replies[index] as Buffer);
      expect(found, `pattern ${pattern.toString('latin1')}, seed ${seed}`).toEqual(expected);
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});

/** The members of an array reply as Latin-1 text, sorted. */
function keysIn(frame: Buffer): string[] {
  return decodeReply(frame)
    .items.map((item) => item.bytes.toString('latin1'))
    .sort();
}
