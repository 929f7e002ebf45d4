import { expect, test } from 'vitest';
import { countStringBits, findStringBit } from '../../../src/keyspace/string-bits.js';
import { CommandHarness } from '../../support/command-harness.js';
import { Prng } from '../../support/prng.js';

const KEY = Buffer.from('k');

test('bits of random ranges are counted and found as in a plain list of bits', () => {
  const seed = 5;
  const prng = new Prng(seed);
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  for (const size of [1, 20, 900, 20_000]) {
    const bytes = Buffer.alloc(size, prng.chance(0.5) ? 0xff : 0);
    for (let i = 0; i < size / 50; i++) bytes[prng.integer(0, size - 1)] = prng.integer(0, 255);
    harness.call('SET', 'k', bytes);
    const bits = [...bytes].flatMap((byte) =>
      [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1),
    );
    for (let round = 0; round < 50; round++) {
      const start = prng.integer(0, bits.length);
      const end = prng.integer(start, Math.min(bits.length, start + prng.pick([5, 300, 200_000])));
      const range = bits.slice(start, end);
      harness.db.find(KEY, 0, 1);
      const where = `seed ${seed}, ${size} bytes, ${start} to ${end}`;
      const ones = range.filter((bit) => bit === 1).length;
      expect(countStringBits(harness.db, start, end), where).toBe(ones);
      for (const bit of [0, 1] as const) {
        const at = range.indexOf(bit);
        expect(findStringBit(harness.db, bit, start, end), where).toBe(at < 0 ? -1 : start + at);
      }
    }
  }
  harness.finish();
});
