/**
 * The exact counters of every context, in two typed arrays so that counting never makes an object
 * and the collector never looks here.
 *
 * Layout, per context id (Float64, exact to 2^53):
 *
 *     live  [id × 8]  inUseBytes inUseObjects cumBytes cumObjects peakBytes largest slackBytes –
 *     freed [id × 14] bytes and objects, one pair a reason, in the order of FREE_REASONS
 *
 * The eight live numbers are one cache line: an allocation touches only that. Ids come from the
 * context table; an id beyond the capacity is the caller's bug and is counted nowhere.
 */
import { RELEASE_MOVE } from '../memory/allocation-hooks.js';
import { FREE_REASONS, REASON_RESIZE } from './free-reasons.js';

const LIVE_STRIDE = 8;
const FREED_STRIDE = FREE_REASONS.length * 2;

const IN_USE_BYTES = 0;
const IN_USE_OBJECTS = 1;
const CUMULATIVE_BYTES = 2;
const CUMULATIVE_OBJECTS = 3;
const PEAK_BYTES = 4;
const LARGEST = 5;
const SLACK_BYTES = 6;

/** Bytes of counters one context costs. */
export const COUNTER_BYTES_PER_CONTEXT = (LIVE_STRIDE + FREED_STRIDE) * 8;

export class ContextCounters {
  private live: Float64Array;
  private freed: Float64Array;

  constructor(capacity: number) {
    this.live = new Float64Array(capacity * LIVE_STRIDE);
    this.freed = new Float64Array(capacity * FREED_STRIDE);
  }

  get memoryBytes(): number {
    return this.live.byteLength + this.freed.byteLength;
  }

  /** Makes room for ids below `capacity`; counts stay. */
  grow(capacity: number): void {
    const live = new Float64Array(capacity * LIVE_STRIDE);
    live.set(this.live);
    this.live = live;
    const freed = new Float64Array(capacity * FREED_STRIDE);
    freed.set(this.freed);
    this.freed = freed;
  }

  /** Counts an allocation of `bytes` asked for, whose slot has `slack` bytes more. */
  allocated(id: number, bytes: number, slack: number): void {
    const live = this.live;
    const at = id * LIVE_STRIDE;
    const inUse = live[at] + bytes;
    live[at] = inUse;
    live[at + IN_USE_OBJECTS] = live[at + IN_USE_OBJECTS] + 1;
    live[at + CUMULATIVE_BYTES] = live[at + CUMULATIVE_BYTES] + bytes;
    live[at + CUMULATIVE_OBJECTS] = live[at + CUMULATIVE_OBJECTS] + 1;
    if (inUse > live[at + PEAK_BYTES]) live[at + PEAK_BYTES] = inUse;
    if (bytes > live[at + LARGEST]) live[at + LARGEST] = bytes;
    live[at + SLACK_BYTES] = live[at + SLACK_BYTES] + slack;
  }

  /** Counts the end of an allocation; `bytes` and `slack` are what it holds at its end. */
  released(id: number, bytes: number, slack: number, reason: number): void {
    const live = this.live;
    const at = id * LIVE_STRIDE;
    live[at] = live[at] - bytes;
    live[at + IN_USE_OBJECTS] = live[at + IN_USE_OBJECTS] - 1;
    live[at + SLACK_BYTES] = live[at + SLACK_BYTES] - slack;
    const freed = this.freed;
    const freedAt = id * FREED_STRIDE + reason * 2;
    freed[freedAt] = freed[freedAt] + bytes;
    freed[freedAt + 1] = freed[freedAt + 1] + 1;
  }

  /**
   * Counts that an allocation of `before` bytes ended and one of `after` bytes of the same context
   * has its slot: the same as `released` and `allocated`, in one go.
   */
  rewritten(id: number, before: number, after: number, reason: number): void {
    const live = this.live;
    const at = id * LIVE_STRIDE;
    const inUse = live[at] + after - before;
    live[at] = inUse;
    live[at + CUMULATIVE_BYTES] = live[at + CUMULATIVE_BYTES] + after;
    live[at + CUMULATIVE_OBJECTS] = live[at + CUMULATIVE_OBJECTS] + 1;
    if (inUse > live[at + PEAK_BYTES]) live[at + PEAK_BYTES] = inUse;
    if (after > live[at + LARGEST]) live[at + LARGEST] = after;
    live[at + SLACK_BYTES] = live[at + SLACK_BYTES] + before - after;
    const freed = this.freed;
    const freedAt = id * FREED_STRIDE + reason * 2;
    freed[freedAt] = freed[freedAt] + before;
    freed[freedAt + 1] = freed[freedAt + 1] + 1;
  }

  /**
   * Counts that a live allocation uses `after` bytes instead of `before` in the same slot: growth
   * adds to the cumulative bytes, shrinking counts as freed by resize, and the number of objects
   * stays.
   */
  resized(id: number, before: number, after: number): void {
    const live = this.live;
    const at = id * LIVE_STRIDE;
    const difference = after - before;
    const inUse = live[at] + difference;
    live[at] = inUse;
    live[at + SLACK_BYTES] = live[at + SLACK_BYTES] - difference;
    if (after > live[at + LARGEST]) live[at + LARGEST] = after;
    if (difference >= 0) {
      live[at + CUMULATIVE_BYTES] = live[at + CUMULATIVE_BYTES] + difference;
      if (inUse > live[at + PEAK_BYTES]) live[at + PEAK_BYTES] = inUse;
    } else {
      const freedAt = id * FREED_STRIDE + REASON_RESIZE * 2;
      this.freed[freedAt] = this.freed[freedAt] - difference;
    }
  }

  /**
   * Counts that a live allocation of `before` bytes lives on in another slot with `after` bytes;
   * `sizeChange` is what the new slot is larger.
   */
  moved(id: number, before: number, after: number, sizeChange: number): void {
    if (before !== after) this.resized(id, before, after);
    const at = id * LIVE_STRIDE + SLACK_BYTES;
    this.live[at] = this.live[at] + sizeChange;
  }

  /** Counts that everything a context has in use is gone at once. */
  dropped(id: number, reason: number): void {
    const { live } = this;
    const at = id * LIVE_STRIDE;
    this.droppedPart(id, live[at], live[at + IN_USE_OBJECTS], live[at + SLACK_BYTES], reason);
  }

  /** The same for a part of what it has in use. */
  droppedPart(id: number, bytes: number, objects: number, slack: number, reason: number): void {
    const { live, freed } = this;
    const at = id * LIVE_STRIDE;
    const freedAt = id * FREED_STRIDE + reason * 2;
    freed[freedAt] = freed[freedAt] + bytes;
    freed[freedAt + 1] = freed[freedAt + 1] + objects;
    live[at] = live[at] - bytes;
    live[at + IN_USE_OBJECTS] = live[at + IN_USE_OBJECTS] - objects;
    live[at + SLACK_BYTES] = live[at + SLACK_BYTES] - slack;
  }

  inUseBytes(id: number): number {
    return this.live[id * LIVE_STRIDE + IN_USE_BYTES];
  }

  inUseObjects(id: number): number {
    return this.live[id * LIVE_STRIDE + IN_USE_OBJECTS];
  }

  cumulativeBytes(id: number): number {
    return this.live[id * LIVE_STRIDE + CUMULATIVE_BYTES];
  }

  cumulativeObjects(id: number): number {
    return this.live[id * LIVE_STRIDE + CUMULATIVE_OBJECTS];
  }

  peakBytes(id: number): number {
    return this.live[id * LIVE_STRIDE + PEAK_BYTES];
  }

  largestAllocationBytes(id: number): number {
    return this.live[id * LIVE_STRIDE + LARGEST];
  }

  slackBytes(id: number): number {
    return this.live[id * LIVE_STRIDE + SLACK_BYTES];
  }

  freedBytes(id: number, reason: number): number {
    return this.freed[id * FREED_STRIDE + reason * 2];
  }

  /** Bytes that were allocated and are gone again; what was moved lives on and does not count. */
  churnBytes(id: number): number {
    const { freed } = this;
    let bytes = -freed[id * FREED_STRIDE + RELEASE_MOVE * 2];
    for (let at = 0; at < FREED_STRIDE; at += 2) bytes += freed[id * FREED_STRIDE + at];
    return bytes;
  }

  freedObjects(id: number, reason: number): number {
    return this.freed[id * FREED_STRIDE + reason * 2 + 1];
  }

  /** Cumulative bytes minus all freed bytes; equal to the bytes in use. */
  balance(id: number): number {
    let bytes = this.cumulativeBytes(id);
    for (let reason = 0; reason < FREE_REASONS.length; reason++) {
      bytes -= this.freedBytes(id, reason);
    }
    return bytes;
  }

  /** A copy of the counters of ids below `count`, which later counting does not change. */
  copy(count: number): ContextCounters {
    const copy = new ContextCounters(0);
    copy.live = this.live.slice(0, count * LIVE_STRIDE);
    copy.freed = this.freed.slice(0, count * FREED_STRIDE);
    return copy;
  }

  /**
   * Starts history anew: freed counts and the largest allocation become 0, peak and cumulative
   * what is in use now. What is in use stays, because it is still there.
   */
  resetHistory(): void {
    const live = this.live;
    for (let at = 0; at < live.length; at += LIVE_STRIDE) {
      live[at + CUMULATIVE_BYTES] = live[at + IN_USE_BYTES];
      live[at + CUMULATIVE_OBJECTS] = live[at + IN_USE_OBJECTS];
      live[at + PEAK_BYTES] = live[at + IN_USE_BYTES];
      live[at + LARGEST] = 0;
    }
    this.freed.fill(0);
  }

  /** Forgets everything, also what is in use: the owner is about to count all live memory again. */
  clear(): void {
    this.live.fill(0);
    this.freed.fill(0);
  }
}
