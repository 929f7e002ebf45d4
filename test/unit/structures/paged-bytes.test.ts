/** Single properties of paged values; random operations on them are in test/model. */
import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { Segment } from '../../../src/memory/segment.js';
import { SlabAllocator } from '../../../src/memory/slab-allocator.js';
import { PagedBytes, type PagedReader } from '../../../src/structures/paged-bytes.js';
import { Prng } from '../../support/prng.js';

const PAGE = 4096;
const SITES = { head: 1, page: 2, piece: 3, directory: 4 };
const content = new Prng(1).bytes(60 * PAGE);

class Values {
  readonly memory: MemoryManager;
  readonly slab: SlabAllocator;
  readonly paged: PagedBytes;

  constructor(limitBytes = Number.POSITIVE_INFINITY) {
    this.memory = new MemoryManager({
      pageSizeBytes: PAGE,
      regionSizeBytes: 256 * PAGE,
      limitBytes,
      isVerifying: true,
    });
    this.slab = new SlabAllocator(this.memory, 'values');
    this.paged = new PagedBytes(this.slab, SITES);
  }

  create(length: number): number {
    const head = this.paged.createFrom(content, 0, length);
    expect(head).not.toBe(0);
    return head;
  }

  read(head: number): Buffer {
    const target = Buffer.alloc(this.paged.length(head));
    this.paged.read(head, 0, target, 0, target.length);
    return target;
  }

  /** Everything that is occupied, to see that nothing has changed. */
  occupancy(): string {
    const { liveSlots, liveBytes, wholePages } = this.slab;
    return `${liveSlots} ${liveBytes} ${wholePages}`;
  }

  finish(head: number): void {
    this.slab.verify();
    this.paged.release(head);
    this.slab.verify();
    this.memory.verifyEmpty();
  }
}

const BORDERS = [0, 1023, 1024, PAGE, 8 * PAGE, 9 * PAGE, 20 * PAGE]
  .flatMap((border) => [border - 1, border, border + 1])
  .filter((length) => length >= 0);

describe('a paged value', () => {
  it.each(BORDERS)('of %i bytes reads as it was written', (length) => {
    const values = new Values();
    const head = values.create(length);
    expect(values.paged.length(head)).toBe(length);
    expect(values.read(head).equals(content.subarray(0, length))).toBe(true);
    values.finish(head);
  });

  it('that was never written is zeros and has no pages', () => {
    const values = new Values();
    const head = values.paged.create(50 * PAGE + 100);
    expect(values.slab.wholePages).toBe(0);
    expect(values.read(head).every((byte) => byte === 0)).toBe(true);
    values.paged.write(head, 30 * PAGE, content, 0, 1);
    expect(values.slab.wholePages).toBe(1);
    values.finish(head);
  });

  it('is written page by page: only the pages concerned are touched', () => {
    const values = new Values();
    const head = values.paged.create(1000 * PAGE);
    values.memory.budget.limitBytes = values.memory.usedBytes + 2 * PAGE;
    expect(values.paged.write(head, 500 * PAGE - 1, content, 0, 2)).toBe(true);
    expect(values.paged.write(head, 700 * PAGE, content, 0, 1)).toBe(false);
    values.finish(head);
  });

  it('tells its runs: pages, holes, pieces and remainder, without a gap', () => {
    const values = new Values();
    const length = 12 * PAGE + 3000;
    const head = values.create(length);
    values.paged.dropPages(head, 3, 5);
    const holes: number[] = [];
    let at = 0;
    while (at < length) {
      values.paged.seek(head, at);
      const { runBytes, runStart, runLength, isHole } = values.paged;
      expect(runLength).toBeGreaterThan(0);
      if (isHole) holes.push(at);
      else {
        const run = Buffer.from(runBytes.subarray(runStart, runStart + runLength));
        expect(run.equals(content.subarray(at, at + runLength))).toBe(true);
      }
      at += runLength;
    }
    expect([at, holes]).toEqual([length, [3 * PAGE, 4 * PAGE]]);
    expect(() => values.paged.seek(head, length)).toThrow(`position ${length} of ${length}`);
    expect(() => values.paged.seek(head, -1)).toThrow('position -1');
    values.finish(head);
  });

  it('takes over the pages of somebody else without copying them', () => {
    const values = new Values();
    const { memory, paged } = values;
    const owner = memory.registerOwner('requests');
    const pages = new Int32Array(11);
    memory.allocatePages(owner, 11, pages);
    const segment = new Segment();
    pages.forEach((page, i) => {
      memory.open(page, segment);
      segment.bytes.set(content.subarray(i * PAGE, (i + 1) * PAGE), segment.base);
    });
    const head = paged.adopt(pages, 10 * PAGE + 77, owner);
    expect(memory.pagesOf(owner)).toBe(0);
    const seen: number[] = [];
    paged.visitAllocations(head, (reference, _requested, size) => {
      if (size === PAGE) seen.push(reference >>> memory.layout.slotBits);
    });
    expect(seen).toEqual([...pages.subarray(0, 10)]);
    expect(values.read(head).equals(content.subarray(0, 10 * PAGE + 77))).toBe(true);
    values.finish(head);
  });
});

/** What needs memory, each on a value of some pages; returns 0 or false if it is refused. */
type Action = (values: Values, head: number) => number | boolean;
const ACTIONS: readonly [string, Action][] = [
  ['create', ({ paged }) => paged.createFrom(content, 0, 30 * PAGE + 3000)],
  ['create with many directories', ({ paged }) => paged.create(5000 * PAGE + 3000)],
  ['growth by pages', ({ paged }, head) => paged.resize(head, 20 * PAGE + 2000)],
  ['growth in the tail', ({ paged }, head) => paged.resize(head, 12 * PAGE + 3900)],
  [
    'growth with present pages',
    ({ paged }, head) => paged.prepareWrite(head, 13 * PAGE, 20 * PAGE),
  ],
  ['shrinking by pages', ({ paged }, head) => paged.resize(head, 7 * PAGE + 2000)],
  ['shrinking in the tail', ({ paged }, head) => paged.resize(head, 12 * PAGE + 1500)],
];

describe('memory refused', () => {
  it.each(ACTIONS)('at any page during %s leaves everything as it was', (_name, action) => {
    let refusals = 0;
    for (let pages = 0; ; pages++) {
      const values = new Values();
      const { memory, slab } = values;
      const head = values.create(12 * PAGE + 2500);
      const before = values.occupancy();
      const wanted = values.read(head);
      memory.budget.limitBytes = memory.usedBytes + pages * PAGE;
      const result = action(values, head);
      memory.budget.limitBytes = Number.POSITIVE_INFINITY;
      slab.verify();
      memory.verify();
      if (result !== 0 && result !== false) break;
      refusals++;
      expect(values.occupancy()).toBe(before);
      expect(values.read(head).equals(wanted)).toBe(true);
      values.finish(head);
    }
    expect(refusals).toBeGreaterThan(0);
  });

  it('while pages are adopted leaves them to their owner', () => {
    const values = new Values();
    const { memory, paged } = values;
    const owner = memory.registerOwner('requests');
    const pages = new Int32Array(10);
    memory.allocatePages(owner, 10, pages);
    memory.budget.limitBytes = memory.usedBytes;
    expect(paged.adopt(pages, 9 * PAGE + 3000, owner)).toBe(0);
    expect([memory.pagesOf(owner), memory.pagesOf(values.slab.owner)]).toEqual([10, 0]);
  });
});

describe('a value that is being read over a longer time', () => {
  const CHANGES: readonly [string, (values: Values, head: number) => unknown][] = [
    ['a write', ({ paged }, head) => paged.write(head, 5, content, 0, 10)],
    ['a resize', ({ paged }, head) => paged.resize(head, 5 * PAGE)],
    ['its release', ({ paged }, head) => paged.release(head)],
    ['dropping pages', ({ paged }, head) => paged.dropPages(head, 0, 1)],
    ['moving it', ({ paged }, head) => paged.relocate(head, () => true)],
    ['an announced change', ({ paged }, head) => paged.beforeChange(head)],
  ];

  class Reader implements PagedReader {
    calls = 0;
    copy: Uint8Array = new Uint8Array(0);
    copyStart = 0;

    constructor(
      readonly head: number,
      readonly position: number,
      readonly end: number,
    ) {}

    detach(copy: Uint8Array, start: number): void {
      this.calls++;
      this.copy = copy;
      this.copyStart = start;
    }

    /** Whether what is still to be read is as it was. */
    hasAll(): boolean {
      const [from, to] = [this.position - this.copyStart, this.end - this.copyStart];
      return content.subarray(this.position, this.end).equals(this.copy.subarray(from, to));
    }
  }

  it.each(CHANGES)('has its bytes copied before %s, once for all readers', (_name, change) => {
    const values = new Values();
    const head = values.create(3 * PAGE);
    const first = new Reader(head, 10, 3 * PAGE);
    const second = new Reader(head, PAGE + 1, 2 * PAGE);
    values.paged.addReader(second);
    values.paged.addReader(first);
    change(values, head);
    values.paged.beforeChange(head);
    expect([first.calls, second.calls, first.hasAll(), second.hasAll()]).toEqual([
      1,
      1,
      true,
      true,
    ]);
    expect([first.copy === second.copy, first.copy.length]).toEqual([true, 3 * PAGE - 10]);
  });

  it('is left alone while other values change', () => {
    const values = new Values();
    const [head, other] = [values.create(3 * PAGE), values.create(3 * PAGE)];
    const [gone, reader] = [new Reader(head, 0, 100), new Reader(head, 0, 100)];
    values.paged.addReader(gone);
    values.paged.addReader(reader);
    values.paged.removeReader(gone);
    values.paged.write(other, 0, content, 5, 6);
    expect([gone.calls, reader.calls]).toEqual([0, 0]);
    values.paged.write(head, 0, content, 5, 6);
    expect([gone.calls, reader.calls]).toEqual([0, 1]);
  });

  it('is copied with all others when everything goes', () => {
    const values = new Values();
    const readers = [1, 2, 3].map((pages) => new Reader(values.create(pages * PAGE), 0, pages));
    for (const reader of readers) values.paged.addReader(reader);
    values.paged.detachAllReaders();
    expect(readers.map((reader) => [reader.calls, reader.hasAll()])).toEqual(
      Array(3).fill([1, true]),
    );
  });
});

describe('moving a paged value', () => {
  // Above 8 pages there are directories; above 1,024 one of them takes a whole page.
  it.each([2500, 5 * PAGE + 2500, 30 * PAGE + 2500, 1100 * PAGE + 2500])(
    'of %i bytes leaves nothing behind',
    (length) => {
      const values = new Values();
      const { memory, paged, slab } = values;
      let head = paged.create(length);
      const end = Math.min(length, content.length);
      paged.write(head, 0, content, 0, end);
      const left = new Set<number>();
      const pageOf = (reference: number): number => reference >>> memory.layout.slotBits;
      paged.visitAllocations(head, (reference) => left.add(pageOf(reference)));
      for (const page of left) if (memory.table.slotBytes[page] !== 0) slab.startEvacuation(page);
      const before = values.occupancy();
      head = paged.relocate(head, (page) => left.has(page));
      const stayed: number[] = [];
      // A page left and released may be handed out again for another part.
      paged.visitAllocations(head, (reference) => {
        if (memory.table.isEvacuating[pageOf(reference)] === 1) stayed.push(reference);
      });
      expect([stayed, values.occupancy()]).toEqual([[], before]);
      expect(values.read(head).subarray(0, end).equals(content.subarray(0, end))).toBe(true);
      values.finish(head);
    },
  );
});
