import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';
import { decodeReply, textOf } from '../../support/reply-tree.js';

test('all keys that match, expired ones left out', () => {
  const harness = new CommandHarness({ resp: 3 });
  expect(harness.call('KEYS', '*')).toBe('*0\r\n');
  const long = 'l'.repeat(2000);
  harness.call('MSET', 'one', '1', 'two', '2', '', 'empty', long, 'x');
  harness.call('SET', 'gone', 'x', 'PX', '1');
  harness.clock.advanceMs(1);
  const keysOf = (pattern: string): string[] =>
    decodeReply(Buffer.from(harness.call('KEYS', pattern), 'latin1'))
      .items.map(textOf)
      .sort();
  expect(keysOf('*')).toEqual(['', long, 'one', 'two']);
  expect(keysOf('*o*')).toEqual(['one', 'two']);
  expect(keysOf('t?[o]')).toEqual(['two']);
  expect(keysOf('l*l')).toEqual([long]);
  expect(keysOf('gone')).toEqual([]);
  harness.finish();
});

test('of many keys over several pages', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  for (let i = 0; i < 5000; i++) harness.call('SET', `key:${i}`, 'x');
  expect(harness.call('KEYS', 'key:4??').split('\r\n')[0]).toBe('*100');
  expect(harness.call('KEYS', '*').split('\r\n')[0]).toBe('*5000');
  harness.finish();
});
