import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { PagedLayout } from '../../../src/structures/paged-layout.js';

const MIB = 1_048_576;

/** A sentence about what is wrong with the division of a length; null if nothing is. */
function problemOf(layout: PagedLayout, memory: MemoryManager, length: number): string | null {
  const { pageSizeBytes } = memory.layout;
  const { classes } = memory;
  layout.divide(length);
  let tail = layout.remainderBytes;
  for (let i = 0; i < layout.pieces; i++) {
    const size = layout.pieceBytes[i] as number;
    if (classes.slotBytes[classes.classFor(size)] !== size) return `piece of ${size}`;
    tail += size;
  }
  if (layout.pages * pageSizeBytes + tail !== length) return 'the parts do not add up';
  if (tail !== layout.tailBytes || tail >= pageSizeBytes) return `tail of ${tail}`;
  if (layout.headBytes > classes.slotBytesMax) return `head of ${layout.headBytes}`;
  if (layout.remainderAt + layout.remainderBytes !== layout.headBytes) return 'the head’s end';
  if (layout.remainderAt % 4 !== 0) return 'the remainder is not at a word';
  const pageNumbers = layout.directories === 0 ? layout.pages : layout.directories;
  if (layout.pieceWord !== 1 + pageNumbers) return 'the references of pieces';
  return null;
}

describe.each([4096, 32_768, MIB])('lengths divided for pages of %i bytes', (pageSizeBytes) => {
  const memory = new MemoryManager({ pageSizeBytes });
  const layout = new PagedLayout(memory);

  it('are pages, tail pieces that fill their slots, and a head that fits a slot', () => {
    const step = Math.max(1, pageSizeBytes >>> 15);
    for (const pages of [0, 1, 8, 9, 2000]) {
      for (let tail = 0; tail < pageSizeBytes; tail += step) {
        const length = pages * pageSizeBytes + tail;
        const problem = problemOf(layout, memory, length);
        if (problem !== null) expect.fail(`${length} bytes: ${problem}`);
      }
    }
  });

  it('reach 512 MiB, the longest value there is', () => {
    for (const length of [512 * MIB, 512 * MIB - 1, 511 * MIB + 12_345]) {
      expect(problemOf(layout, memory, length)).toBeNull();
    }
  });

  it('lose less than a thirtieth to rounding from 16 KiB on', () => {
    for (let length = 16_384; length < 4 * pageSizeBytes; length += 997) {
      layout.divide(length);
      const { classes } = memory;
      const head = classes.slotBytes[classes.classFor(layout.headBytes)] as number;
      const occupied = length - layout.remainderBytes + head;
      if (occupied - length > length / 30) expect.fail(`${length} bytes take ${occupied}`);
    }
  });
});

describe('page numbers', () => {
  it.each([
    [8, 0, 0],
    [9, 1, 36],
    [1024, 1, 4096],
    [1025, 2, 4],
    [131_072, 128, 4096],
  ])('%i of them make %i directories, the last of %i bytes', (pages, directories, lastBytes) => {
    const layout = new PagedLayout(new MemoryManager({ pageSizeBytes: 4096 }));
    layout.divide(pages * 4096);
    expect(layout.directories).toBe(directories);
    if (directories > 0) expect(layout.directoryBytes(directories - 1)).toBe(lastBytes);
  });
});

it('is divided anew each time, whatever was divided before', () => {
  const memory = new MemoryManager({ pageSizeBytes: 4096 });
  const [used, fresh] = [new PagedLayout(memory), new PagedLayout(memory)];
  used.divide(300_000_001);
  used.divide(70_000);
  fresh.divide(70_000);
  used.pieceBytes.fill(0, used.pieces);
  fresh.pieceBytes.fill(0, fresh.pieces);
  expect({ ...used }).toEqual({ ...fresh });
});
