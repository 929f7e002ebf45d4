/**
 * Decides which frames stand for a context in the formats that show call stacks, so that pprof,
 * folded and speedscope show the same picture. Ungrouped, that is the captured stack, or command
 * and site where none was captured. Grouped, each dimension becomes a frame, outermost first, and
 * `stack` is replaced by the frames of the stack.
 */
import { dimensionValue } from './group-contexts.js';
import type { HeapContext, HeapSnapshot, StackFrame } from './heap-snapshot.js';

/** Names that pprof and jeprof take for the allocator's own and drop, with all above them. */
const DROPPED_NAMES = new Set(['malloc', 'calloc', 'realloc', 'free', 'allocate', 'memalign']);

/** A frame made of a name only; `file` tells readers that it is no place in the source. */
function syntheticFrame(name: string): StackFrame {
  return { function: name, file: '', line: 0, column: 0 };
}

/** The name a frame is shown under: never empty, never one that readers drop. */
export function frameName(frame: StackFrame): string {
  if (frame.function === '') return '(anonymous)';
  if (!DROPPED_NAMES.has(frame.function)) return frame.function;
  const file = frame.file.slice(frame.file.lastIndexOf('/') + 1);
  return `${frame.function}@${file === '' ? 'segkv' : file}`;
}

/** Gives the frames of a context, leaf first. Frames of one stack are the same array each time. */
export class ProfileFrames {
  private readonly stacks = new Map<number, readonly StackFrame[]>();
  private readonly snapshot: HeapSnapshot;

  constructor(snapshot: HeapSnapshot) {
    this.snapshot = snapshot;
    for (const stack of snapshot.stacks) this.stacks.set(stack.id, stack.frames);
  }

  framesOf(context: HeapContext): readonly StackFrame[] {
    const dimensions = this.snapshot.settings.group;
    if (dimensions.length === 0) return this.stackOf(context) ?? siteFrames(context);
    const frames: StackFrame[] = [];
    for (const dimension of [...dimensions].reverse()) {
      const stack = dimension === 'stack' ? this.stackOf(context) : undefined;
      if (stack !== undefined) frames.push(...stack);
      else frames.push(syntheticFrame(`${dimension}=${dimensionValue(context, dimension)}`));
    }
    return frames;
  }

  private stackOf(context: HeapContext): readonly StackFrame[] | undefined {
    const frames = this.stacks.get(context.stackId);
    return frames === undefined || frames.length === 0 ? undefined : frames;
  }
}

function siteFrames(context: HeapContext): StackFrame[] {
  if (context.command === '' || context.command === context.site) {
    return [syntheticFrame(context.site)];
  }
  return [syntheticFrame(context.site), syntheticFrame(context.command)];
}
