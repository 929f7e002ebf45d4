/**
 * SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]: the keys of the selected database, a part
 * at a time. A key that is there from the first call to the last is returned, whatever changes
 * meanwhile.
 * Source: the Redis command reference, SCAN.
 */
import { ERRORS } from '../../base/errors.js';
import { GlobPattern } from '../../base/glob.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { COUNT_DEFAULT, cursorArgument, type ScanOptions, scanKeys } from '../scan-keys.js';

export const scan = defineCommand({
  name: 'scan',
  group: 'generic',
  since: '2.8.0',
  complexity:
    'O(1) for every call. O(N) for a complete iteration, including enough ' +
    'command calls for the cursor to return back to 0. N is the number of ' +
    'elements inside the collection.',
  summary: 'Incrementally iterate the keys space',
  arity: -2,
  flags: ['readonly'],
  acl: ['keyspace'],
  tips: ['nondeterministic_output', 'request_policy:special'],
  args: [
    arg.integer('cursor'),
    arg.pattern('pattern', { token: 'MATCH', optional: true }),
    arg.integer('count', { token: 'COUNT', optional: true }),
    arg.string('type', { token: 'TYPE', optional: true, since: '6.0.0' }),
  ],
  history: [['6.0.0', 'Added the `TYPE` subcommand.']],
  reply: reply.tuple([
    reply.bulk('the cursor to go on with, 0 at the end'),
    reply.array(reply.bulk(), 'keys'),
  ]),
  execute(context, args, out) {
    const cursor = cursorArgument(args, 1);
    scanKeys(context, cursor, parseOptions(args), out);
  },
});

function parseOptions(args: Arguments): ScanOptions {
  const options: ScanOptions = { pattern: null, count: COUNT_DEFAULT, type: '' };
  for (let i = 2; i < args.count; i += 2) {
    const hasValue = i + 1 < args.count;
    if (hasValue && args.is(i, 'COUNT')) {
      options.count = args.integer(i + 1);
      if (options.count < 1) throw new ReplyError(ERRORS.syntax);
    } else if (hasValue && args.is(i, 'MATCH')) {
      options.pattern = new GlobPattern(args.bytes, args.starts[i + 1], args.ends[i + 1]);
    } else if (hasValue && args.is(i, 'TYPE')) {
      options.type = args.latin1(i + 1).toLowerCase();
    } else throw new ReplyError(ERRORS.syntax);
  }
  return options;
}
