/** MEMORY HEAP DUMP and what KPROFILE MEMORY DUMP shares with it. */
import { webcrypto } from 'node:crypto';
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import { buildSnapshot } from '../profiler/build-snapshot.js';
import { HeapIdentityError } from '../profiler/check-identity.js';
import { groupSnapshot } from '../profiler/group-contexts.js';
import { HEAP_FORMAT_NAMES, HEAP_FORMATS, type HeapFormat } from '../profiler/heap-formats.js';
import type { HeapProfiler } from '../profiler/heap-profiler.js';
import type { Dimension } from '../profiler/heap-snapshot.js';
import type { Arguments } from '../protocol/arguments.js';
import type { CommandContext } from './context.js';
import { dimensionsAt, HEAP_ARGUMENT_FIRST } from './heap-arguments.js';
import type { HeapPort, LaterReply } from './heap-port.js';
import { requireProfile } from './heap-reports.js';

/** A name, not a path: what DUMP writes lies in one directory. */
const FILE_NAME = /^[A-Za-z0-9_][\w.-]{0,199}$/;

interface DumpRequest {
  format: HeapFormat;
  dimensions: Dimension[];
  /** Empty if the dump is the reply. */
  file: string;
}

/** Answers later with the dump, or with where it was written. */
export function heapDump(context: CommandContext, args: Arguments): void {
  const { heap } = context.server;
  requireProfile(heap.profiler);
  const request = parseDump(args);
  const dump = renderDump(heap.profiler, request.format, request.dimensions);
  const answer =
    request.file === '' ? dump.then(replyBytes) : dump.then((bytes) => save(heap, request, bytes));
  heap.answerLater(context.client, answer);
}

function parseDump(args: Arguments): DumpRequest {
  const request: DumpRequest = { format: 'json', dimensions: [], file: '' };
  for (let i = HEAP_ARGUMENT_FIRST; i < args.count; i += 2) {
    if (i + 1 >= args.count) throw new ReplyError(ERRORS.syntax);
    if (args.is(i, 'FORMAT')) request.format = formatAt(args, i + 1);
    else if (args.is(i, 'GROUP')) request.dimensions = dimensionsAt(args, i + 1);
    else if (args.is(i, 'TO')) request.file = fileNameAt(args, i + 1);
    else throw new ReplyError(ERRORS.syntax);
  }
  return request;
}

function formatAt(args: Arguments, i: number): HeapFormat {
  const word = args.latin1(i).toLowerCase();
  const format = HEAP_FORMAT_NAMES.find((name) => name === word);
  if (format !== undefined) return format;
  throw new ReplyError(`ERR FORMAT takes one of ${HEAP_FORMAT_NAMES.join(', ')}`);
}

function fileNameAt(args: Arguments, i: number): string {
  const name = args.latin1(i);
  if (FILE_NAME.test(name)) return name;
  throw new ReplyError(
    'ERR TO takes the name of a file in heap-profile-dir: letters, digits, and any of _.-',
  );
}

/** The profile in a format; rejects with a ReplyError that names the term if it does not add up. */
export async function renderDump(
  profiler: HeapProfiler,
  format: HeapFormat,
  dimensions: readonly Dimension[],
): Promise<Uint8Array> {
  const { pause } = profiler;
  try {
    const snapshot = await buildSnapshot(profiler);
    return await HEAP_FORMATS[format](await groupSnapshot(snapshot, dimensions, pause), pause);
  } catch (error) {
    if (error instanceof HeapIdentityError) throw new ReplyError(`ERR ${error.message}`);
    throw error;
  }
}

function replyBytes(bytes: Uint8Array): LaterReply {
  return (out) => out.bulk(bytes, 0, bytes.length);
}

async function save(
  { files, profileDirectory }: HeapPort,
  { file }: DumpRequest,
  bytes: Uint8Array,
): Promise<LaterReply> {
  const path = await writeOrReply(files.writeAtomically(profileDirectory, file, bytes));
  // Hashed outside the main thread: a dump may have megabytes.
  const digest = await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const sha256 = Buffer.from(digest).toString('hex');
  return (out) => {
    out.map(3);
    out.bulkText('path');
    out.bulkText(path);
    out.bulkText('bytes');
    out.integer(bytes.length);
    out.bulkText('sha256');
    out.bulkText(sha256);
  };
}

/** Turns the system's refusal to write into the reply. */
export async function writeOrReply(writing: Promise<string>): Promise<string> {
  try {
    return await writing;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReplyError(`ERR the heap dump was not written: ${reason}`);
  }
}
