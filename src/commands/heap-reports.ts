/** MEMORY HEAP TOP, FRAG and PEAK: what is in use, by whom, and what is lost to slack. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { CompactSnapshot } from '../profiler/compact-snapshot.js';
import type { HeapProfiler } from '../profiler/heap-profiler.js';
import type { Dimension } from '../profiler/heap-snapshot.js';
import { namedRows } from '../profiler/profile-rows.js';
import {
  TOP_ORDERS,
  type TopOptions,
  type TopOrder,
  type TopRow,
  topRows,
} from '../profiler/top.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import {
  checkWordArity,
  dimensionsAt,
  HEAP_ARGUMENT_FIRST,
  integerBetween,
} from './heap-arguments.js';

const ROWS_DEFAULT = 10;
const ROWS_MAX = 10_000;

/** Throws unless there is something to report. */
export function requireProfile(profiler: HeapProfiler): void {
  if (profiler.hasProfile) return;
  throw new ReplyError('ERR there is no heap profile, start one with MEMORY HEAP ENABLE');
}

export function heapTop(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  requireProfile(profiler);
  const options = parseTop(profiler, args);
  const { rows, remainder, total } = topRows(profiler.profile(), options);
  const { dimensions } = options;
  out.array(rows.length + 1);
  for (const row of rows) writeRow(out, dimensions, row.names, row, total);
  writeRow(
    out,
    dimensions,
    dimensions.map(() => '(remainder)'),
    remainder,
    total,
  );
}

function parseTop(profiler: HeapProfiler, args: Arguments): TopOptions {
  const options: TopOptions = { count: ROWS_DEFAULT, by: 'bytes', dimensions: ['prefix'] };
  let i = HEAP_ARGUMENT_FIRST;
  if (i < args.count && !args.is(i, 'BY') && !args.is(i, 'GROUP') && !args.is(i, 'SINCE')) {
    options.count = integerBetween(args, i++, 'the number of rows', 1, ROWS_MAX);
  }
  options.base = newestSnapshot(profiler);
  for (; i < args.count; i += 2) {
    if (args.is(i, 'BY')) options.by = orderAt(args, i + 1);
    else if (args.is(i, 'GROUP')) options.dimensions = dimensionsAt(args, i + 1);
    else if (args.is(i, 'SINCE')) options.base = snapshotAt(profiler, args, i + 1);
    else throw new ReplyError(ERRORS.syntax);
  }
  return options;
}

function orderAt(args: Arguments, i: number): TopOrder {
  const word = i < args.count ? args.latin1(i).toLowerCase() : '';
  const order = TOP_ORDERS.find((name) => name === word);
  if (order !== undefined) return order;
  throw new ReplyError(`ERR BY takes one of ${TOP_ORDERS.join(', ')}`);
}

function newestSnapshot({ snapshots }: HeapProfiler): CompactSnapshot | undefined {
  const newest = snapshots.list().at(-1);
  return newest === undefined ? undefined : snapshots.get(newest.name);
}

/** The snapshot that argument i names. */
export function snapshotAt(profiler: HeapProfiler, args: Arguments, i: number): CompactSnapshot {
  if (i >= args.count) throw new ReplyError(ERRORS.syntax);
  const snapshot = profiler.snapshots.get(args.utf8(i));
  if (snapshot === undefined) throw new ReplyError('ERR no such heap snapshot');
  return snapshot;
}

function writeRow(
  out: ReplyWriter,
  dimensions: readonly Dimension[],
  names: readonly string[],
  row: TopRow,
  total: TopRow,
): void {
  out.map(dimensions.length + 6);
  writeNames(out, dimensions, names);
  writeField(out, 'bytes', row.bytes);
  out.bulkText('share');
  out.bulkText(share(row.bytes, total.bytes));
  writeField(out, 'objects', row.objects);
  writeField(out, 'growth', row.growthBytes);
  writeField(out, 'slack', row.slackBytes);
  writeField(out, 'churn', row.churnBytes);
}

function writeNames(
  out: ReplyWriter,
  dimensions: readonly Dimension[],
  names: readonly string[],
): void {
  dimensions.forEach((dimension, at) => {
    out.bulkText(dimension);
    out.bulkText(names[at] as string);
  });
}

function writeField(out: ReplyWriter, name: string, value: number): void {
  out.bulkText(name);
  out.integer(value);
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? '0.0' : ((part / whole) * 100).toFixed(1)}%`;
}

/** Options of PEAK and DIFF: `[GROUP dims] [COUNT n]` from argument i on. */
export function parseRows(
  args: Arguments,
  first: number,
): { dimensions: Dimension[]; count: number } {
  let dimensions: Dimension[] = ['prefix'];
  let count = ROWS_DEFAULT;
  for (let i = first; i < args.count; i += 2) {
    if (args.is(i, 'GROUP')) dimensions = dimensionsAt(args, i + 1);
    else if (args.is(i, 'COUNT')) {
      count = integerBetween(args, i + 1, 'the number of rows', 1, ROWS_MAX);
    } else throw new ReplyError(ERRORS.syntax);
  }
  return { dimensions, count };
}

export function heapPeak(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  requireProfile(profiler);
  const { dimensions, count } = parseRows(args, HEAP_ARGUMENT_FIRST);
  const peak = profiler.peak();
  if (peak === null) {
    out.null();
    return;
  }
  const { rows, remainder, total } = namedRows(profiler.profile(), peak.profile, dimensions, count);
  out.map(5);
  writeField(out, 'time', peak.timeMs);
  writeField(out, 'bytes', peak.bytes);
  writeField(out, 'objects', peak.objects);
  writeField(out, 'profiled-bytes', total.bytesAfter);
  out.bulkText('rows');
  out.array(rows.length + 1);
  const rest = { ...remainder, names: dimensions.map(() => '(remainder)') };
  for (const row of [...rows, rest]) {
    out.map(dimensions.length + 3);
    writeNames(out, dimensions, row.names);
    writeField(out, 'bytes', row.bytesAfter);
    out.bulkText('share');
    out.bulkText(share(row.bytesAfter, total.bytesAfter));
    writeField(out, 'objects', row.objectsAfter);
  }
}

/** Works without a profile too: slack is known from the allocators. */
export function heapFrag(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'frag', 0, 0);
  const { totals, slabs } = profiler.accounts('now');
  const { pageSizeBytes } = totals;
  const used = slabs.filter((slab) => slab.pages > 0);
  const reclaimable = used.reduce((sum, slab) => sum + slab.reclaimablePages, 0);
  out.map(8);
  writeField(out, 'page-size', pageSizeBytes);
  writeField(out, 'pages', totals.pages);
  writeField(out, 'free-pages', totals.freePageBytes / pageSizeBytes);
  writeField(out, 'live-bytes', totals.liveBytes);
  writeField(out, 'header-bytes', totals.pageHeaderBytes);
  out.bulkText('slack');
  const causes = Object.entries(totals.slackBytes);
  out.map(causes.length);
  for (const [cause, bytes] of causes) writeField(out, kebab(cause), bytes);
  writeField(out, 'reclaimable-by-moving', reclaimable * pageSizeBytes);
  out.bulkText('owners');
  out.array(used.length);
  for (const slab of used) {
    out.map(6);
    out.bulkText('owner');
    out.bulkText(slab.name);
    writeField(out, 'pages', slab.pages);
    writeField(out, 'live-bytes', slab.liveBytes);
    writeField(out, 'rounding', slab.roundingBytes);
    writeField(out, 'free-slots', slab.freeSlotBytes);
    writeField(out, 'reclaimable-by-moving', slab.reclaimablePages * pageSizeBytes);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
