/**
 * Interns call stacks: equal stacks get one id, and ids start at 1 (0 means no stack). The number
 * of stacks is bounded; what comes later shares the id of the `(truncated)` stack, so that its
 * bytes stay in every total.
 */
import type { HeapStack, StackFrame } from './heap-snapshot.js';
import type { SourcePositions } from './source-positions.js';

export const STACK_COUNT_MAX = 1024;
/** The id of everything that came when the table was full. */
export const STACK_TRUNCATED = 1;

/** An object of four fields, and its part of the stack's key; texts are mostly shared. */
const FRAME_BYTES = 200;

export class StackTable {
  private frameCount = 1;
  private readonly countMax: number;
  private readonly ids = new Map<string, number>();
  /** By id − 1; frames are replaced by their mapped form when first asked for. */
  private readonly stacks: { frames: StackFrame[]; isMapped: boolean }[] = [];

  /** `countMax` includes the truncated stack. */
  constructor(countMax: number = STACK_COUNT_MAX) {
    this.countMax = countMax;
    const frame = { function: '(truncated)', file: '', line: 0, column: 0 };
    this.stacks.push({ frames: [frame], isMapped: true });
  }

  /** Stacks kept, the truncated one included. */
  get count(): number {
    return this.stacks.length;
  }

  /** An estimate: what the frames' objects and the keys take in the JavaScript heap. */
  get memoryBytes(): number {
    return this.frameCount * FRAME_BYTES;
  }

  /** The id of a stack, leaf first, as captured; 0 for a stack without frames. */
  idFor(frames: StackFrame[]): number {
    if (frames.length === 0) return 0;
    const key = keyOf(frames);
    let id = this.ids.get(key);
    if (id !== undefined) return id;
    if (this.stacks.length >= this.countMax) return STACK_TRUNCATED;
    this.stacks.push({ frames, isMapped: false });
    this.frameCount += frames.length;
    id = this.stacks.length;
    this.ids.set(key, id);
    return id;
  }

  /** The frames of a stack at their places in the source; undefined for an id never given. */
  framesOf(id: number, positions: SourcePositions): StackFrame[] | undefined {
    const stack = this.stacks[id - 1];
    if (stack === undefined) return undefined;
    if (!stack.isMapped) {
      stack.frames = stack.frames.map((frame) => positions.resolve(frame));
      stack.isMapped = true;
    }
    return stack.frames;
  }

  /**
   * Maps the frames of these stacks, so that `list` and `framesOf` find them ready: the first
   * frame of a file reads its source map, which takes milliseconds. `afterFrame` is awaited where
   * it returns a promise.
   */
  async mapSliced(
    ids: Iterable<number>,
    positions: SourcePositions,
    afterFrame: () => Promise<void> | null,
  ): Promise<void> {
    for (const id of new Set(ids)) {
      const stack = this.stacks[id - 1];
      if (stack === undefined || stack.isMapped) continue;
      const mapped: StackFrame[] = [];
      for (const frame of stack.frames) {
        mapped.push(positions.resolve(frame));
        const pause = afterFrame();
        if (pause !== null) await pause;
      }
      stack.frames = mapped;
      stack.isMapped = true;
    }
  }

  /** The stacks with these ids, for a snapshot, in ascending order; 0 is skipped. */
  list(ids: Iterable<number>, positions: SourcePositions): HeapStack[] {
    const listed: HeapStack[] = [];
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const frames = this.framesOf(id, positions);
      if (frames !== undefined) listed.push({ id, frames });
    }
    return listed;
  }
}

function keyOf(frames: readonly StackFrame[]): string {
  let key = '';
  for (const frame of frames) {
    key += `${frame.line}:${frame.column}:${frame.file}\n${frame.function}\n`;
  }
  return key;
}
