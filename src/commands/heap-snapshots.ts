/** MEMORY HEAP SNAPSHOT, SNAPSHOTS, FORGET and DIFF: named points in time and what changed. */
import { ReplyError } from '../base/reply-error.js';
import type { DiffRow } from '../profiler/diff.js';
import type { HeapProfiler } from '../profiler/heap-profiler.js';
import { namedDiff } from '../profiler/profile-rows.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import { checkWordArity, HEAP_ARGUMENT_FIRST } from './heap-arguments.js';
import { parseRows, requireProfile, snapshotAt } from './heap-reports.js';

const NAME = /^[\w.:-]{1,64}$/;

export function heapSnapshot(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'snapshot', 1, 1);
  requireProfile(profiler);
  const name = args.utf8(HEAP_ARGUMENT_FIRST);
  if (!NAME.test(name)) {
    throw new ReplyError('ERR a snapshot is named with 1 to 64 letters, digits, and any of _.:-');
  }
  const refusal = profiler.snapshots.save(name, profiler.profile().compact(profiler.timeMs));
  if (refusal !== null) throw new ReplyError(`ERR ${refusal}`);
  out.ok();
}

export function heapSnapshots(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'snapshots', 0, 0);
  const listed = profiler.snapshots.list();
  out.array(listed.length);
  for (const { name, timeMs, contexts, memoryBytes } of listed) {
    out.map(4);
    out.bulkText('name');
    out.bulkText(name);
    writeCount(out, 'time', timeMs);
    writeCount(out, 'rows', contexts);
    writeCount(out, 'memory-bytes', memoryBytes);
  }
}

export function heapForget(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'forget', 1, 1);
  const isForgotten = profiler.snapshots.forget(args.utf8(HEAP_ARGUMENT_FIRST));
  if (!isForgotten) throw new ReplyError('ERR no such heap snapshot');
  out.ok();
}

/** `DIFF a [b] [GROUP dims] [COUNT n]`; without b, what changed since a. */
export function heapDiff(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'diff', 1, 6);
  requireProfile(profiler);
  const before = snapshotAt(profiler, args, HEAP_ARGUMENT_FIRST);
  let next = HEAP_ARGUMENT_FIRST + 1;
  const profile = profiler.profile();
  let after = profile.compact(profiler.timeMs);
  if (next < args.count && !args.is(next, 'GROUP') && !args.is(next, 'COUNT')) {
    after = snapshotAt(profiler, args, next++);
  }
  const { dimensions, count } = parseRows(args, next);
  const { rows, remainder, total } = namedDiff(profile, before, after, dimensions, count);
  out.array(rows.length + 2);
  for (const row of rows) writeDiffRow(out, dimensions, row.names, row);
  writeDiffRow(
    out,
    dimensions,
    dimensions.map(() => '(remainder)'),
    remainder,
  );
  writeDiffRow(
    out,
    dimensions,
    dimensions.map(() => '(total)'),
    total,
  );
}

function writeDiffRow(
  out: ReplyWriter,
  dimensions: readonly string[],
  names: readonly string[],
  row: DiffRow<unknown>,
): void {
  out.map(dimensions.length + 6);
  dimensions.forEach((dimension, at) => {
    out.bulkText(dimension);
    out.bulkText(names[at] as string);
  });
  writeCount(out, 'growth', row.growthBytes);
  writeCount(out, 'bytes-before', row.bytesBefore);
  writeCount(out, 'bytes-after', row.bytesAfter);
  writeCount(out, 'growth-objects', row.growthObjects);
  writeCount(out, 'objects-before', row.objectsBefore);
  writeCount(out, 'objects-after', row.objectsAfter);
}

function writeCount(out: ReplyWriter, name: string, value: number): void {
  out.bulkText(name);
  out.integer(value);
}
