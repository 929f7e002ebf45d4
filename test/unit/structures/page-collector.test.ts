import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { PageCollector } from '../../../src/structures/page-collector.js';
import { Prng } from '../../support/prng.js';

const PAGE = 4096;

function collect(
  content: Uint8Array,
  pieces: number,
  limitBytes = Number.POSITIVE_INFINITY,
): { memory: MemoryManager; collector: PageCollector } {
  const memory = new MemoryManager({
    pageSizeBytes: PAGE,
    regionSizeBytes: 64 * PAGE,
    limitBytes,
    isVerifying: true,
  });
  const owner = memory.registerOwner('requests');
  const collector = new PageCollector(memory, owner, content.length);
  const size = Math.max(1, Math.ceil(content.length / pieces));
  for (let at = 0; at < content.length; at += size) {
    collector.append(content, at, Math.min(content.length, at + size));
  }
  return { memory, collector };
}

describe('a page collector', () => {
  it.each([
    [0, 1, 0],
    [1, 1, 1],
    [PAGE, 1, 1],
    [PAGE + 1, 1, 2],
    [10 * PAGE, 7, 10],
    [50 * PAGE - 1, 4099, 50],
  ])('has %i bytes that came in %i pieces in %i pages', (length, pieces, pages) => {
    const content = new Prng(length).bytes(length);
    const { memory, collector } = collect(content, pieces);
    expect([collector.received, collector.pageCount]).toEqual([length, pages]);
    const copy = Buffer.alloc(length);
    collector.copyTo(0, copy, 0, length);
    expect(copy.equals(content)).toBe(true);
    collector.release();
    memory.verifyEmpty();
  });

  it('copies any range to any place', () => {
    const content = new Prng(5).bytes(3 * PAGE);
    const { collector } = collect(content, 10);
    for (const [from, to] of [
      [0, 1],
      [PAGE - 1, PAGE + 1],
      [PAGE, PAGE],
      [100, 3 * PAGE],
    ]) {
      const size = (to as number) - (from as number);
      const copy = Buffer.alloc(size + 2);
      collector.copyTo(from as number, copy, 1, 1 + size);
      expect(copy.subarray(1, 1 + size).equals(content.subarray(from, to))).toBe(true);
      expect([copy[0], copy[size + 1]]).toEqual([0, 0]);
    }
  });

  it('skips the rest once memory is refused, and holds nothing then', () => {
    const { memory, collector } = collect(Buffer.alloc(10 * PAGE, 1), 20, 4 * PAGE);
    expect([collector.isRefused, collector.pageCount]).toEqual([true, 0]);
    memory.verifyEmpty();
    collector.release();
  });

  it('gives nothing back that somebody adopted', () => {
    const { memory, collector } = collect(Buffer.alloc(2 * PAGE, 1), 1);
    const [first] = collector.pages as unknown as [number];
    collector.surrender();
    collector.release();
    expect(memory.pagesInUse).toBe(2);
    memory.release(collector.owner, first);
  });

  it('shows the first bytes even after the pages were adopted', () => {
    const content = new Prng(6).bytes(3 * PAGE);
    const { collector } = collect(content, 3000);
    collector.surrender();
    expect(Buffer.from(collector.preview).equals(content.subarray(0, 128))).toBe(true);
    const short = collect(content.subarray(0, 5), 5).collector;
    expect(Buffer.from(short.preview).equals(content.subarray(0, 5))).toBe(true);
  });
});
