import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';
import { Prng } from '../../support/prng.js';
import { decodeReply, type Reply, textOf } from '../../support/reply-tree.js';

interface Page {
  cursor: string;
  keys: string[];
}

function scan(harness: CommandHarness, cursor: string, ...options: string[]): Page {
  const reply = decodeReply(Buffer.from(harness.call('SCAN', cursor, ...options), 'latin1'));
  const [next, list] = reply.items as [Reply, Reply];
  return { cursor: textOf(next), keys: list.items.map(textOf) };
}

/** A whole walk; `between` is called after each part. */
function walk(harness: CommandHarness, options: string[], between = (): void => {}): string[] {
  const keys: string[] = [];
  let cursor = '0';
  do {
    const page = scan(harness, cursor, ...options);
    keys.push(...page.keys);
    cursor = page.cursor;
    between();
  } while (cursor !== '0');
  return keys;
}

test.each([
  ['SCAN x', '-ERR invalid cursor'],
  ['SCAN -', '-ERR invalid cursor'],
  ['SCAN +-1', '-ERR invalid cursor'],
  ['SCAN 0x1', '-ERR invalid cursor'],
  ['SCAN 18446744073709551616', '-ERR invalid cursor'],
  ['SCAN 0 COUNT 0', '-ERR syntax error'],
  ['SCAN 0 COUNT -5', '-ERR syntax error'],
  ['SCAN 0 COUNT x', '-ERR value is not an integer or out of range'],
  ['SCAN 0 COUNT', '-ERR syntax error'],
  ['SCAN 0 MATCH', '-ERR syntax error'],
  ['SCAN 0 FOO x', '-ERR syntax error'],
  ['SCAN 0', '*2\r\n$1\r\n0\r\n*0'],
])('%s replies %s', (call, reply) => {
  expect(new CommandHarness({ resp: 3 }).call(...call.split(' ')).trimEnd()).toBe(reply);
});

test.each(['', '00', '+0', '-0', '-1', '18446744073709551615'])(
  'takes the cursor "%s"',
  (cursor) => {
    expect(new CommandHarness().call('SCAN', cursor)).toBe('*2\r\n$1\r\n0\r\n*0\r\n');
  },
);

test('a few keys come in one part', () => {
  const harness = new CommandHarness({ resp: 3 });
  harness.call('MSET', 'a', '1', 'b', '2', 'c', '3');
  const { cursor, keys } = scan(harness, '0');
  expect(cursor).toBe('0');
  expect(keys.sort()).toEqual(['a', 'b', 'c']);
});

test('each key once while nothing changes, in parts of about COUNT', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  const names = Array.from({ length: 3000 }, (_, i) => `key:${i}`);
  for (const name of names) harness.call('SET', name, 'x');
  const { keys, cursor } = scan(harness, '0', 'COUNT', '100');
  expect(cursor).not.toBe('0');
  expect(keys.length).toBeGreaterThanOrEqual(100);
  expect(keys.length).toBeLessThan(200);
  expect(walk(harness, []).sort()).toEqual(names.sort());
  expect(walk(harness, ['COUNT', '500', 'MATCH', 'key:1?']).sort()).toEqual(
    names.filter((name) => /^key:1\d$/.test(name)),
  );
  harness.finish();
});

test('TYPE keeps keys of that type, whatever the case', () => {
  const harness = new CommandHarness();
  harness.call('MSET', 'a', '1', 'b', 'x');
  expect(walk(harness, ['TYPE', 'STRING']).sort()).toEqual(['a', 'b']);
  expect(walk(harness, ['TYPE', 'hash'])).toEqual([]);
  expect(walk(harness, ['TYPE', 'nosuch'])).toEqual([]);
});

test('expired keys are removed and not returned', () => {
  const harness = new CommandHarness();
  for (let i = 0; i < 200; i++) harness.call('SET', `gone:${i}`, 'x', 'PX', '1');
  harness.call('SET', 'there', 'x');
  harness.clock.advanceMs(1);
  expect(walk(harness, [])).toEqual(['there']);
  expect(harness.db.size).toBe(1);
  expect(harness.keyspace.expiredKeys).toBe(200);
  harness.finish();
});

test.each([[1], [2], [3]])(
  'keys that stay are returned while others come and go, seed %i',
  (seed) => {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 }, seed });
    const prng = new Prng(seed);
    const staying = Array.from({ length: 1000 }, (_, i) => `stay:${i}`);
    for (const name of staying) harness.call('SET', name, 'x');
    let others = 0;
    let isGrowing = true;
    const seen = new Set(
      walk(harness, ['COUNT', '20'], () => {
        if (others > 4000) isGrowing = false;
        if (others < 100) isGrowing = true;
        for (let i = 0; i < 200; i++) {
          if (isGrowing) harness.call('SET', `other:${others++}`, 'x');
          else if (others > 0) harness.call('DEL', `other:${--others}`);
        }
        harness.call('GET', `stay:${prng.integer(0, 999)}`);
      }),
    );
    expect(staying.filter((name) => !seen.has(name))).toEqual([]);
    harness.finish();
  },
);
