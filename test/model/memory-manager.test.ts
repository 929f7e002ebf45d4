/**
 * Random operations on memory manager and segment pool against a plain model: who owns which page,
 * what is in it, and when a page must be refused.
 */
import { expect, test } from 'vitest';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { Segment } from '../../src/memory/segment.js';
import { countFrom, Prng, seedFrom } from '../support/prng.js';

const OPERATIONS = countFrom('MODEL_OPERATIONS', 1_000_000);
const CHECK_EVERY = 50_000;
const PAGE = 4096;
const PAGES_PER_REGION = 32;
const OWNERS = 6;
const PAGES_AT_ONCE = 12;

class MemoryModel {
  readonly memory = new MemoryManager({
    pageSizeBytes: PAGE,
    regionSizeBytes: PAGES_PER_REGION * PAGE,
    isVerifying: true,
  });
  private readonly owners = Array.from({ length: OWNERS }, (_, i) =>
    this.memory.registerOwner(`owner ${i}`),
  );
  /** Pages in use by owner, in any order, and what was written to each. */
  private readonly held = new Map(this.owners.map((owner) => [owner, [] as number[]]));
  private readonly stamps = new Map<number, number>();
  private readonly segment = new Segment();
  private readonly target = new Int32Array(PAGES_AT_ONCE);
  private stamp = 0;
  refusals = 0;

  constructor(private readonly prng: Prng) {}

  get pagesInUse(): number {
    return this.stamps.size;
  }

  private pagesLeft(): number {
    return Math.floor(this.memory.budget.limitBytes / PAGE) - this.pagesInUse;
  }

  private take(owner: number, page: number): void {
    if (page <= 0 || this.stamps.has(page)) throw new Error(`page ${page} is handed out twice`);
    this.memory.open(page, this.segment);
    this.segment.words[this.segment.wordBase] = ++this.stamp;
    this.segment.words[this.segment.wordBase + PAGE / 4 - 1] = this.stamp;
    this.stamps.set(page, this.stamp);
    this.held.get(owner)?.push(page);
  }

  private check(page: number): void {
    this.memory.open(page, this.segment);
    const { words, wordBase } = this.segment;
    const found = [words[wordBase], words[wordBase + PAGE / 4 - 1]];
    const wanted = this.stamps.get(page);
    if (found[0] !== wanted || found[1] !== wanted) expect(found).toEqual([wanted, wanted]);
  }

  allocate(): void {
    const owner = this.prng.pick(this.owners);
    const isGranted = this.pagesLeft() > 0;
    const page = this.memory.allocatePage(owner);
    if ((page !== 0) !== isGranted) throw new Error(`page ${page} with ${this.pagesLeft()} left`);
    if (page !== 0) this.take(owner, page);
    else this.refusals++;
  }

  allocateMany(): void {
    const owner = this.prng.pick(this.owners);
    const count = this.prng.integer(0, PAGES_AT_ONCE);
    const isGranted = this.memory.allocatePages(owner, count, this.target);
    expect(isGranted).toBe(count <= this.pagesLeft());
    if (!isGranted) this.refusals++;
    for (let i = 0; isGranted && i < count; i++) this.take(owner, this.target[i] as number);
  }

  /** Takes a random page out of the model. */
  private drawPage(): { owner: number; page: number } | null {
    const owner = this.prng.pick(this.owners);
    const pages = this.held.get(owner) as number[];
    if (pages.length === 0) return null;
    const at = this.prng.integer(0, pages.length - 1);
    const page = pages[at] as number;
    pages[at] = pages[pages.length - 1] as number;
    pages.pop();
    this.check(page);
    return { owner, page };
  }

  release(): void {
    const drawn = this.drawPage();
    if (drawn === null) return;
    this.memory.release(drawn.owner, drawn.page);
    this.stamps.delete(drawn.page);
  }

  transfer(): void {
    const drawn = this.drawPage();
    if (drawn === null) return;
    const to = this.prng.pick(this.owners);
    this.memory.transfer(drawn.page, drawn.owner, to);
    this.held.get(to)?.push(drawn.page);
  }

  releaseAll(owner = this.prng.pick(this.owners)): void {
    this.memory.releaseAll(owner);
    for (const page of this.held.get(owner) ?? []) this.stamps.delete(page);
    this.held.set(owner, []);
  }

  setLimit(): void {
    const { budget } = this.memory;
    budget.limitBytes = this.prng.integer(0, 600) * PAGE + this.prng.integer(0, PAGE - 1);
  }

  toggleRegion(): void {
    const { pool } = this.memory;
    const region = this.prng.integer(1, Math.max(1, pool.regionLimit - 1));
    if (region >= pool.regionLimit) return;
    pool.setClosed(region, pool.isPresent(region) && this.prng.chance(0.5));
  }

  giveBack(): void {
    const { memory } = this;
    const before = memory.pool.regionCount;
    const bytes = memory.releaseFreeMemory(this.prng.pick([1, 2, Number.POSITIVE_INFINITY]));
    expect(bytes).toBe((before - memory.pool.regionCount) * PAGES_PER_REGION * PAGE);
  }

  verify(): void {
    const { memory } = this;
    memory.verify();
    expect(memory.pagesInUse).toBe(this.pagesInUse);
    for (const owner of this.owners) {
      expect(memory.pagesOf(owner)).toBe(this.held.get(owner)?.length);
    }
    for (const page of this.stamps.keys()) this.check(page);
    const total = memory.pool.freePages + memory.pagesInUse;
    expect(total).toBe(memory.pool.regionCount * PAGES_PER_REGION);
  }

  finish(): void {
    for (const owner of this.owners) this.releaseAll(owner);
    this.memory.verifyEmpty();
    this.memory.releaseFreeMemory();
    expect([this.memory.pool.regionCount, this.memory.pool.freePages]).toEqual([0, 0]);
  }
}

function step(model: MemoryModel, prng: Prng): void {
  const draw = prng.integer(0, 9999);
  if (draw < 4400) model.allocate();
  else if (draw < 4700) model.allocateMany();
  else if (draw < 8800) model.release();
  else if (draw < 9900) model.transfer();
  else if (draw < 9905) model.releaseAll();
  else if (draw < 9930) model.setLimit();
  else if (draw < 9970) model.toggleRegion();
  else model.giveBack();
}

test(`${OPERATIONS} operations on pages keep to the model`, () => {
  const seed = seedFrom('MODEL_SEED');
  console.info(`MODEL_SEED=${seed}`);
  const prng = new Prng(seed);
  const model = new MemoryModel(prng);
  for (let i = 0; i < OPERATIONS; i++) {
    step(model, prng);
    if (i % CHECK_EVERY === 0) model.verify();
  }
  model.verify();
  expect(model.refusals).toBeGreaterThan(OPERATIONS / 1000);
  model.finish();
});
