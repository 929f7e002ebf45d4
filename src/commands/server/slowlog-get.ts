/**
 * SLOWLOG GET [count]: the newest entries of the slow log, newest first.
 * Source: the Redis command reference, SLOWLOG GET.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

const NAME_LENGTH_MAX = 128;
const COUNT_DEFAULT = 10;
const BAD_COUNT = 'ERR count should be greater than or equal to -1';

export const slowlogGet = defineCommand({
  name: 'get',
  container: 'slowlog',
  group: 'server',
  since: '2.2.12',
  complexity: 'O(N) where N is the number of entries returned',
  summary: "Get the slow log's entries",
  arity: -2,
  flags: ['admin', 'loading', 'stale'],
  tips: ['request_policy:all_nodes', 'nondeterministic_output'],
  args: [arg.integer('count', { optional: true })],
  history: [['4.0.0', 'Added client IP address, port and name to the reply.']],
  reply: reply.array(
    reply.tuple([
      reply.integer('id', 0),
      reply.integer('seconds since 1970', 0),
      reply.integer('microseconds', 0),
      reply.array(reply.bulk(), 'arguments', 1),
      reply.bulk('address and port of the client'),
      reply.bulk('name of the client'),
    ]),
  ),
  execute(context, args, out) {
    if (args.count > 3) {
      const name = args.latin1(1).slice(0, NAME_LENGTH_MAX);
      throw new ReplyError(
        `ERR unknown subcommand or wrong number of arguments for '${name}'. Try SLOWLOG HELP.`,
      );
    }
    const count = args.count > 2 ? Number(args.int64(2, BAD_COUNT)) : COUNT_DEFAULT;
    if (count < -1) throw new ReplyError(BAD_COUNT);
    const entries = context.server.slowlog.newest(count === -1 ? Number.POSITIVE_INFINITY : count);
    out.array(entries.length);
    for (const entry of entries) {
      out.array(6);
      out.integer(entry.id);
      out.integer(entry.unixSeconds);
      out.integer(entry.durationUs);
      out.array(entry.args.length);
      for (const argument of entry.args) out.bulk(argument, 0, argument.length);
      out.bulkText(entry.clientAddress);
      out.bulkText(entry.clientName);
    }
  },
});
