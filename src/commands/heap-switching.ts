/** MEMORY HEAP ENABLE, DISABLE, RESET and STATUS. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { HeapProfiler } from '../profiler/heap-profiler.js';
import { printableBytes } from '../profiler/printable-bytes.js';
import {
  PREFIX_BYTES_LIMIT,
  PREFIX_DEPTH_MAX,
  type ProfilerOptions,
  STACK_DEPTH_MAX,
  type StackMode,
} from '../profiler/profiler-options.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { CommandContext } from './context.js';
import { checkWordArity, HEAP_ARGUMENT_FIRST, integerBetween } from './heap-arguments.js';
import type { LaterReply } from './heap-port.js';

const STACK_MODES: readonly StackMode[] = ['none', 'memo', 'exact'];
const DELIMITERS_MAX = 16;
/** A mean distance of more bytes would hardly ever sample anything. */
const SAMPLE_BYTES_MAX = 2 ** 40;

export function heapEnable(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  enableProfiler(context, parseOptions(args), out);
}

/**
 * Starts to count and answers OK: at once, or when what was there before is attributed too, so that
 * reports after the reply are complete. Others are served meanwhile.
 */
export function enableProfiler(
  { client, server }: CommandContext,
  options: Partial<ProfilerOptions>,
  out: ReplyWriter,
): void {
  const { profiler } = server.heap;
  profiler.enable(options);
  if (!profiler.isWalking) {
    out.ok();
    return;
  }
  const walked = profiler.whenWalked().then((): LaterReply => (later) => later.ok());
  server.heap.answerLater(client, walked);
}

function parseOptions(args: Arguments): Partial<ProfilerOptions> {
  const options: Partial<ProfilerOptions> = {};
  for (let i = HEAP_ARGUMENT_FIRST; i < args.count; ) {
    if (args.is(i, 'STACKS')) {
      options.stacks = stackModeAt(args, i + 1);
      i += 2;
    } else if (args.is(i, 'SAMPLE')) {
      options.sampleBytes = integerBetween(args, i + 1, 'SAMPLE', 0, SAMPLE_BYTES_MAX);
      i += 2;
    } else if (args.is(i, 'DEPTH')) {
      options.depth = integerBetween(args, i + 1, 'DEPTH', 1, STACK_DEPTH_MAX);
      i += 2;
    } else if (args.is(i, 'CLIENTS')) {
      options.clients = clientsAt(args, i + 1);
      i += 2;
    } else if (args.is(i, 'PREFIX')) {
      parsePrefix(args, i, options);
      i += 4;
    } else throw new ReplyError(ERRORS.syntax);
  }
  return options;
}

function stackModeAt(args: Arguments, i: number): StackMode {
  const word = i < args.count ? args.latin1(i).toLowerCase() : '';
  const mode = STACK_MODES.find((name) => name === word);
  if (mode === undefined) throw new ReplyError('ERR STACKS takes NONE, MEMO or EXACT');
  return mode;
}

function clientsAt(args: Arguments, i: number): ProfilerOptions['clients'] {
  if (i < args.count && args.is(i, 'APART')) return 'apart';
  if (i < args.count && args.is(i, 'TOGETHER')) return 'together';
  throw new ReplyError('ERR CLIENTS takes APART or TOGETHER');
}

/** `PREFIX delimiters depth max`, from argument i on. */
function parsePrefix(args: Arguments, i: number, options: Partial<ProfilerOptions>): void {
  if (i + 3 >= args.count) throw new ReplyError(ERRORS.syntax);
  const delimiters = args.copy(i + 1);
  if (delimiters.length === 0 || delimiters.length > DELIMITERS_MAX) {
    throw new ReplyError(`ERR PREFIX takes 1 to ${DELIMITERS_MAX} delimiter characters`);
  }
  options.delimiters = delimiters;
  options.prefixDepth = integerBetween(args, i + 2, 'prefix depth', 1, PREFIX_DEPTH_MAX);
  options.prefixBytesMax = integerBetween(args, i + 3, 'prefix length', 1, PREFIX_BYTES_LIMIT);
}

export function heapDisable(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'disable', 0, 1);
  const isResetting = args.count > HEAP_ARGUMENT_FIRST;
  if (isResetting && !args.is(HEAP_ARGUMENT_FIRST, 'RESET')) throw new ReplyError(ERRORS.syntax);
  profiler.disable();
  if (isResetting) profiler.reset();
  out.ok();
}

export function heapReset(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'reset', 0, 0);
  profiler.reset();
  out.ok();
}

export function heapStatus(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'status', 0, 0);
  const fields = statusFields(profiler);
  out.map(fields.length);
  for (const [name, value] of fields) {
    out.bulkText(name);
    if (typeof value === 'number') out.integer(value);
    else if (value === null) out.null();
    else out.bulkText(value);
  }
}

function statusFields(profiler: HeapProfiler): [string, string | number | null][] {
  const { options } = profiler;
  const { delimiters } = options;
  const profile = profiler.hasProfile ? profiler.profile() : null;
  const coverage = profile === null ? null : profile.coverage.toFixed(6);
  return [
    ['enabled', profiler.isEnabled ? 1 : 0],
    ['since', profiler.sinceMs],
    ['stacks', options.stacks],
    ['depth', options.depth],
    ['sample-bytes', options.sampleBytes],
    ['clients', options.clients],
    ['prefix-delimiters', printableBytes(delimiters, 0, delimiters.length)],
    ['prefix-depth', options.prefixDepth],
    ['prefix-max-bytes', options.prefixBytesMax],
    ['contexts', profiler.contextCount],
    ['contexts-dropped', profiler.contextsDropped],
    ['stacks-kept', profiler.stacks.count - 1],
    ['snapshots', profiler.snapshots.count],
    ['profiler-bytes', profiler.memoryBytes],
    ['live-bytes', profile?.source.accounts.totals.liveBytes ?? null],
    ['coverage', coverage],
    ['walking', profiler.isWalking ? 1 : 0],
    ['walked-items', profiler.walkedItems],
  ];
}
