/**
 * MEMORY HEAP: the heap profiler, this server's own. The first argument is a word that says what to
 * do; docs/heap-profiling.md shows how to use it.
 */
import { ReplyError } from '../../base/reply-error.js';
import type { HeapProfiler } from '../../profiler/heap-profiler.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { checkWordArity } from '../heap-arguments.js';
import { heapDump } from '../heap-dump.js';
import { heapFrag, heapPeak, heapTop } from '../heap-reports.js';
import { heapDiff, heapForget, heapSnapshot, heapSnapshots } from '../heap-snapshots.js';
import { heapDisable, heapEnable, heapReset, heapStatus } from '../heap-switching.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY, type ReplySchema, reply } from '../reply-schemas.js';

type HeapWord = (profiler: HeapProfiler, args: Arguments, out: ReplyWriter) => void;

/** The words that need no more of the server than its profiler. */
const WORDS: Readonly<Record<string, HeapWord>> = {
  DIFF: heapDiff,
  DISABLE: heapDisable,
  FORGET: heapForget,
  FRAG: heapFrag,
  HELP: heapHelp,
  PEAK: heapPeak,
  RESET: heapReset,
  SNAPSHOT: heapSnapshot,
  SNAPSHOTS: heapSnapshots,
  STATUS: heapStatus,
  TOP: heapTop,
};

const VALUE: ReplySchema = reply.oneOf([reply.bulk(), reply.integer(), reply.null()]);
const ROWS: ReplySchema = reply.array(reply.map(reply.bulk(), VALUE));

export const memoryHeap = defineCommand({
  name: 'heap',
  container: 'memory',
  group: 'server',
  since: '7.4.0',
  complexity: 'O(N) where N is the number of contexts; ENABLE and DUMP walk all keys in slices.',
  summary: 'Profile the memory of the data by command, key prefix, type and call stack',
  arity: -3,
  flags: ['admin', 'noscript'],
  tips: ['nondeterministic_output'],
  args: [
    arg.oneOf('word', [
      arg.block('enable', [
        arg.token('enable', 'ENABLE'),
        arg.oneOf(
          'stacks',
          [arg.token('none', 'NONE'), arg.token('memo', 'MEMO'), arg.token('exact', 'EXACT')],
          { token: 'STACKS', optional: true },
        ),
        arg.integer('sample-bytes', { token: 'SAMPLE', optional: true }),
        arg.integer('frames', { token: 'DEPTH', optional: true }),
        arg.oneOf('clients', [arg.token('apart', 'APART'), arg.token('together', 'TOGETHER')], {
          token: 'CLIENTS',
          optional: true,
        }),
        arg.block(
          'prefix',
          [arg.string('delimiters'), arg.integer('depth'), arg.integer('max-bytes')],
          { token: 'PREFIX', optional: true },
        ),
      ]),
      arg.block('disable', [
        arg.token('disable', 'DISABLE'),
        arg.token('reset', 'RESET', { optional: true }),
      ]),
      arg.block('dump', [
        arg.token('dump', 'DUMP'),
        arg.string('format', { token: 'FORMAT', optional: true }),
        arg.string('dimensions', { token: 'GROUP', optional: true }),
        arg.string('file', { token: 'TO', optional: true }),
      ]),
      arg.block('top', [
        arg.token('top', 'TOP'),
        arg.integer('rows', { optional: true }),
        arg.string('order', { token: 'BY', optional: true }),
        arg.string('dimensions', { token: 'GROUP', optional: true }),
        arg.string('snapshot', { token: 'SINCE', optional: true }),
      ]),
      arg.block('diff', [
        arg.token('diff', 'DIFF'),
        arg.string('snapshot'),
        arg.string('later-snapshot', { optional: true }),
        arg.string('dimensions', { token: 'GROUP', optional: true }),
        arg.integer('rows', { token: 'COUNT', optional: true }),
      ]),
      arg.block('peak', [
        arg.token('peak', 'PEAK'),
        arg.string('dimensions', { token: 'GROUP', optional: true }),
        arg.integer('rows', { token: 'COUNT', optional: true }),
      ]),
      arg.block('snapshot', [arg.token('snapshot', 'SNAPSHOT'), arg.string('name')]),
      arg.block('forget', [arg.token('forget', 'FORGET'), arg.string('name')]),
      arg.token('snapshots', 'SNAPSHOTS'),
      arg.token('frag', 'FRAG'),
      arg.token('status', 'STATUS'),
      arg.token('reset', 'RESET'),
      arg.token('help', 'HELP'),
    ]),
  ],
  reply: reply.oneOf([
    reply.ok('ENABLE, DISABLE, RESET, SNAPSHOT, FORGET'),
    reply.bulk('DUMP: the dump, unless it went TO a file'),
    HELP_REPLY,
    ROWS,
    reply.map(
      reply.bulk(),
      reply.oneOf([VALUE, ROWS, reply.map(reply.bulk(), reply.integer())]),
      'STATUS, FRAG, PEAK, DUMP TO',
    ),
    reply.null('PEAK of nothing'),
  ]),
  execute(context, args, out) {
    if (args.is(2, 'DUMP')) heapDump(context, args);
    else if (args.is(2, 'ENABLE')) heapEnable(context, args, out);
    else executeWord(context.server.heap.profiler, args, out);
  },
});

function executeWord(profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  const name = args.latin1(2).toUpperCase();
  const word = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (word === undefined) {
    const shown = args.latin1(2).slice(0, 128);
    throw new ReplyError(`ERR unknown subcommand '${shown}'. Try MEMORY HEAP HELP.`);
  }
  word(profiler, args, out);
}

function heapHelp(_profiler: HeapProfiler, args: Arguments, out: ReplyWriter): void {
  checkWordArity(args, 'help', 0, 0);
  writeHelp(out, 'MEMORY HEAP', [
    'ENABLE [STACKS NONE|MEMO|EXACT] [SAMPLE <bytes>] [DEPTH <frames>]',
    '       [CLIENTS APART|TOGETHER] [PREFIX <delimiters> <depth> <max-bytes>]',
    '    Count every allocation from now on, and attribute what is there already. MEMO, the',
    '    default, keeps the call stack of the first allocation of each context; EXACT takes one',
    '    for every allocation, which makes writes several times as slow. SAMPLE estimates bytes',
    '    by stack, with a stack per so many bytes on average. With CLIENTS APART each client has',
    '    rows of its own. While enabled, it changes options.',
    'DISABLE [RESET]',
    '    Stop counting. The last counts stay readable until RESET.',
    'STATUS',
    '    Show settings, coverage and what the profiler itself takes.',
    'TOP [<rows>] [BY bytes|objects|growth|slack|churn] [GROUP <dimension>[,...]]',
    '    [SINCE <snapshot>]',
    '    The largest owners and a row for the remainder. Dimensions: prefix, command, client,',
    '    user, type, site, stack, db. Growth is since a snapshot, the newest unless SINCE names',
    '    one; without snapshots it is all that is in use.',
    'DUMP [FORMAT json|pprof|folded|speedscope|jeprof] [GROUP <dimension>[,...]] [TO <file>]',
    '    The whole profile, as the reply or into a file of heap-profile-dir.',
    'SNAPSHOT <name>',
    '    Remember what is in use now.',
    'SNAPSHOTS',
    '    List the snapshots.',
    'FORGET <name>',
    '    Forget a snapshot.',
    'DIFF <snapshot> [<later>] [GROUP <dimension>[,...]] [COUNT <rows>]',
    '    What grew and shrank between two snapshots, or since one.',
    'PEAK [GROUP <dimension>[,...]] [COUNT <rows>]',
    '    Who had memory in use when most was in use.',
    'FRAG',
    '    Slack by cause and owner, and what moving items together would give back.',
    'RESET',
    '    While enabled, start history anew: cumulative counts, freed counts, peaks. While',
    '    disabled, forget the last profile and all snapshots.',
  ]);
}
