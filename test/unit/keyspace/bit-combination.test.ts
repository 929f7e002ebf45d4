import { expect, test } from 'vitest';
import { BitCombination, type BitOperation } from '../../../src/keyspace/bit-combination.js';
import { CommandHarness } from '../../support/command-harness.js';
import { Prng } from '../../support/prng.js';

const COMBINE: Readonly<Record<string, (a: number, b: number) => number>> = {
  AND: (a, b) => a & b,
  OR: (a, b) => a | b,
  XOR: (a, b) => a ^ b,
};

test('random strings combine as their bytes do', () => {
  const seed = 9;
  const prng = new Prng(seed);
  for (let round = 0; round < 60; round++) {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    const operation = prng.pick(['AND', 'OR', 'XOR']) as BitOperation;
    const combination = new BitCombination(harness.db, operation);
    const sources: Buffer[] = [];
    for (let i = 0; i < prng.integer(1, 4); i++) {
      const bytes = prng.chance(0.2) ? Buffer.alloc(0) : prng.bytes(prng.integer(1, 15_000));
      const key = Buffer.from(`k${i}`);
      sources.push(bytes);
      if (bytes.length === 0) combination.addMissing();
      else {
        harness.call('SETRANGE', key, '0', bytes);
        harness.db.find(key, 0, 2);
        combination.addFound();
      }
    }
    const length = Math.max(...sources.map((bytes) => bytes.length));
    expect(combination.length).toBe(length);
    if (length > 0) {
      const result = Buffer.from('result');
      expect(combination.store(result, 0, result.length)).toBe(true);
      const padded = sources.map((bytes) => Buffer.concat([bytes, Buffer.alloc(length)]));
      const expected = Buffer.alloc(length, 0);
      for (let at = 0; at < length; at++) {
        expected[at] = padded
          .map((bytes) => bytes[at] as number)
          .reduce(COMBINE[operation] as (a: number, b: number) => number);
      }
      const value = harness.value('result');
      expect(value === expected.toString('latin1'), `seed ${seed}, round ${round}`).toBe(true);
    }
    harness.finish();
  }
});
