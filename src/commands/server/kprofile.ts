/**
 * KPROFILE MEMORY ENABLE|DISABLE|STATUS|DUMP dir: the heap profiler under the names that Kvrocks
 * gives it, with its replies and errors. Unlike there, a dump that was not written is an error, a
 * directory must be one, and the reply says which file was written.
 */
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { renderDump, writeOrReply } from '../heap-dump.js';
import type { HeapPort, LaterReply } from '../heap-port.js';
import { enableProfiler } from '../heap-switching.js';
import { reply } from '../reply-schemas.js';

const ERRORS_OF_KPROFILE = {
  memoryOnly: 'ERR only supports MEMORY subcommand',
  word: 'ERR MEMORY subcommand must be one of ENABLE, DISABLE, STATUS, DUMP',
  arity: 'ERR wrong number of arguments',
  inactive: 'ERR jemalloc profiling is not active, please enable it first',
} as const;

export const kprofile = defineCommand({
  name: 'kprofile',
  group: 'server',
  since: '7.4.0',
  complexity: 'O(N) where N is the number of contexts; ENABLE and DUMP walk all keys in slices.',
  summary: 'Profile memory by the names that Kvrocks gives to it',
  arity: -3,
  flags: ['admin', 'noscript'],
  args: [
    arg.block('memory', [
      arg.token('memory', 'MEMORY'),
      arg.oneOf('word', [
        arg.token('enable', 'ENABLE'),
        arg.token('disable', 'DISABLE'),
        arg.token('status', 'STATUS'),
        arg.block('dump', [arg.token('dump', 'DUMP'), arg.string('directory')]),
      ]),
    ]),
  ],
  reply: reply.simple('OK, OK and the path written, or enabled or disabled'),
  execute(context, args, out) {
    if (!args.is(1, 'MEMORY')) throw new ReplyError(ERRORS_OF_KPROFILE.memoryOnly);
    if (args.is(2, 'DUMP')) dump(context, args);
    else switchOrTell(context, args, out);
  },
});

function switchOrTell(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  const { profiler } = context.server.heap;
  const isKnown = args.is(2, 'ENABLE') || args.is(2, 'DISABLE') || args.is(2, 'STATUS');
  if (!isKnown) throw new ReplyError(ERRORS_OF_KPROFILE.word);
  if (args.count !== 3) throw new ReplyError(ERRORS_OF_KPROFILE.arity);
  if (args.is(2, 'STATUS')) {
    out.simple(profiler.isEnabled ? 'enabled' : 'disabled');
    return;
  }
  if (args.is(2, 'ENABLE')) {
    enableProfiler(context, {}, out);
    return;
  }
  profiler.disable();
  out.ok();
}

function dump(context: CommandContext, args: Arguments): void {
  const { heap } = context.server;
  if (args.count !== 4) throw new ReplyError(ERRORS_OF_KPROFILE.arity);
  if (!heap.profiler.isEnabled) throw new ReplyError(ERRORS_OF_KPROFILE.inactive);
  const directory = args.utf8(3);
  if (!heap.files.isDirectory(directory)) {
    throw new ReplyError(`ERR "${directory}" is not a directory`);
  }
  heap.answerLater(context.client, writeDump(heap, directory));
}

async function writeDump(heap: HeapPort, directory: string): Promise<LaterReply> {
  const name = `jeprof.${heap.processId}.${heap.nextDumpNumber()}.heap`;
  const bytes = await renderDump(heap.profiler, 'jeprof', []);
  const path = await writeOrReply(heap.files.writeAtomically(directory, name, bytes));
  return (out) => out.simple(`OK ${path}`);
}
