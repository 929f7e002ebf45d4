import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';

const SYNTAX = '-ERR syntax error\r\n';

test('MEMORY USAGE is slot, value and index entry, to the byte', () => {
  const harness = new CommandHarness({ resp: 3 });
  harness.call('SET', 'user:1:name', 'ada'); // 5 + 11 + 1 + 3 = 20, and the entry's 5
  expect(harness.call('MEMORY', 'USAGE', 'user:1:name')).toBe(':25\r\n');
  harness.call('SET', 'user:1:name', 'ada', 'PX', '100000'); // 8 more
  expect(harness.call('MEMORY', 'USAGE', 'user:1:name')).toBe(':33\r\n');
  harness.call('SET', 'big', Buffer.alloc(32_768 + 4)); // item 5 + 3 + 4, head 8 + 4, a page
  expect(harness.call('MEMORY', 'USAGE', 'big')).toBe(`:${16 + 16 + 32_768 + 5}\r\n`);
  expect(harness.call('MEMORY', 'USAGE', 'none')).toBe('_\r\n');
  harness.finish();
});

test('a key that has expired counts until it is removed, as in Redis', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'b', 'PX', '1000');
  const before = harness.call('MEMORY', 'USAGE', 'a');
  harness.keyspace.nowMs += 2000;
  const found = harness.db.findEvenExpired(new Uint8Array([0x61]), 0, 1);
  expect(found).toBeGreaterThan(0);
  expect(harness.call('MEMORY', 'USAGE', 'a')).toBe(before);
  harness.finish();
});

test('what keys occupy sums to what their allocators hold', () => {
  const harness = new CommandHarness();
  let sum = 0;
  for (let i = 0; i < 60; i++) {
    const key = `${'k'.repeat(i * 50)}:${i}`;
    harness.call('SET', key, Buffer.alloc(i * i * 30));
    sum += Number(harness.call('MEMORY', 'USAGE', key).slice(1)) - 5;
  }
  const { items } = harness.db;
  let held = items.values.wholePages * harness.memory.layout.pageSizeBytes;
  for (const slab of [items.persistent, items.values]) {
    slab.liveSlots.forEach((count, i) => {
      held += count * harness.memory.classes.slotBytes[i];
    });
  }
  expect(sum).toBe(held);
  harness.finish();
});

test('SAMPLES is checked as Redis checks it', () => {
  const harness = new CommandHarness();
  harness.call('SET', 'a', 'b');
  const call = (...words: string[]) => harness.call('MEMORY', 'USAGE', 'a', ...words);
  expect(call('SAMPLES', '0')).toBe(call());
  expect(call('samples', '5', 'SAMPLES', '6')).toBe(call());
  for (const words of [['SAMPLES'], ['FOO', '1'], ['SAMPLES', '-1'], ['SAMPLES', '1', 'x']]) {
    expect(call(...words)).toBe(SYNTAX);
  }
  expect(call('SAMPLES', '9223372036854775807')).toBe(call());
  expect(call('SAMPLES', '-9223372036854775808')).toBe(SYNTAX);
  expect(call('SAMPLES', 'x')).toBe('-ERR value is not an integer or out of range\r\n');
  expect(harness.call('MEMORY', 'USAGE', 'none', 'SAMPLES', '-1')).toBe(SYNTAX);
});
