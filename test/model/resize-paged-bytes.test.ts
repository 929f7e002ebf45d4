/** Paged values that grow and shrink at random, against plain buffers, refusals included. */
import { expect, test } from 'vitest';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { SlabAllocator } from '../../src/memory/slab-allocator.js';
import { PagedBytes } from '../../src/structures/paged-bytes.js';
import { Prng, seedFrom } from '../support/prng.js';

const SITES = { head: 1, page: 2, piece: 3, directory: 4 };
const STEPS = 3000;

test('a value resized at random has the bytes that a buffer has', () => {
  const seed = seedFrom('RESIZE_SEED');
  const prng = new Prng(seed);
  const memory = new MemoryManager({ pageSizeBytes: 4096, isVerifying: true });
  const slab = new SlabAllocator(memory, 'values');
  const values = new PagedBytes(slab, SITES);
  let expected = prng.bytes(2000);
  let head = values.createFrom(expected, 0, expected.length);
  for (let step = 0; step < STEPS; step++) {
    const change = prng.integer(-1, 1) * prng.integer(0, prng.pick([5, 300, 5000, 60_000]));
    const length = Math.max(1100, Math.min(300_000, expected.length + change));
    const isRefusing = prng.chance(0.2);
    memory.budget.limitBytes = isRefusing ? memory.budget.usedBytes : Number.POSITIVE_INFINITY;
    const from = prng.integer(0, length);
    const resized = prng.chance(0.5) ? values.resize(head, length) : grow(from, length);
    memory.budget.limitBytes = Number.POSITIVE_INFINITY;
    if (resized !== 0) {
      head = resized;
      const longer = Buffer.alloc(values.length(head));
      expected.copy(longer);
      expected = longer;
    } else expect(isRefusing).toBe(true);
    const at = prng.integer(0, expected.length - 1);
    const piece = prng.bytes(Math.min(50, expected.length - at));
    piece.copy(expected, at);
    expect(values.write(head, at, piece, 0, piece.length)).toBe(true);
    if (step % 10 === 0) check();
  }
  check();
  values.release(head);
  memory.verifyEmpty();

  /** Makes the value long enough to be written from `from` to `length`. */
  function grow(from: number, length: number): number {
    const prepared = values.prepareWrite(head, from, length);
    if (prepared === 0) return 0;
    memory.budget.limitBytes = memory.budget.usedBytes;
    const zeros = Math.max(from, Math.min(length, expected.length));
    const filler = Buffer.alloc(length - zeros);
    expect(values.write(prepared, zeros, filler, 0, filler.length), 'without more memory').toBe(
      true,
    );
    return prepared;
  }

  function check(): void {
    slab.verify();
    const actual = Buffer.alloc(expected.length);
    expect(values.length(head)).toBe(expected.length);
    values.read(head, 0, actual, 0, actual.length);
    expect(actual.equals(expected), `seed ${seed}`).toBe(true);
  }
});
