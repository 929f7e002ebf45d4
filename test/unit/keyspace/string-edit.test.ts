import { expect, test } from 'vitest';
import type { Database } from '../../../src/keyspace/database.js';
import { byteAt, editString, setByteAt, writeString } from '../../../src/keyspace/string-edit.js';
import { setBytes } from '../../../src/keyspace/string-values.js';
import { CommandHarness } from '../../support/command-harness.js';
import { Prng } from '../../support/prng.js';

const KEY = Buffer.from('key');

function edit(db: Database, start: number, end: number): boolean {
  const isFound = db.find(KEY, 0, KEY.length) !== 0;
  return editString(db, KEY, 0, KEY.length, isFound, start, end);
}

test('random edits give the string that the same edits give a plain array', () => {
  const seed = 42;
  const prng = new Prng(seed);
  for (let round = 0; round < 30; round++) {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    const { db } = harness;
    let expected = Buffer.alloc(0);
    for (let step = 0; step < 60; step++) {
      const size = prng.integer(1, prng.pick([3, 100, 1500, 9000]));
      const far = prng.chance(0.05) ? prng.integer(0, 200_000) : 0;
      const offset = prng.integer(0, expected.length) + far;
      const piece = prng.bytes(size);
      expect(edit(db, offset, offset + size)).toBe(true);
      writeString(db, offset, piece, 0, size);
      const longer = Buffer.alloc(Math.max(expected.length, offset + size));
      expected.copy(longer);
      piece.copy(longer, offset);
      expected = longer;
      const at = prng.integer(0, expected.length - 1);
      db.find(KEY, 0, KEY.length);
      expect(byteAt(db, at)).toBe(expected[at]);
    }
    expect(harness.value('key') === expected.toString('latin1'), `seed ${seed}`).toBe(true);
    expect(harness.encoding('key')).toBe('raw');
    harness.finish();
  }
});

test('an integer becomes the string of its digits', () => {
  const harness = new CommandHarness();
  const { db } = harness;
  setBytes(db, KEY, 0, 3, Buffer.from('-12'), 0, 3);
  db.find(KEY, 0, 3);
  expect(byteAt(db, 0)).toBe(0x2d);
  expect(edit(db, 1, 2)).toBe(true);
  setByteAt(db, 1, 0x39);
  expect(harness.value('key')).toBe('-92');
  harness.finish();
});

test('refused memory leaves string, expiry and encoding as they were', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  const { db, memory } = harness;
  setBytes(db, KEY, 0, 3, Buffer.from('12'), 0, 2, 1_700_000_010_000);
  memory.budget.limitBytes = memory.budget.usedBytes;
  expect(edit(db, 0, 10_000)).toBe(false);
  expect(harness.value('key')).toBe('12');
  expect(harness.encoding('key')).toBe('int');
  expect(harness.ttlMs('key')).toBe(10_000);
  memory.budget.limitBytes = Number.POSITIVE_INFINITY;
  harness.finish();
});
