/**
 * CLIENT LIST [TYPE] [ID]: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT LIST.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { clientType } from '../client-filters.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientList = defineCommand({
  name: 'list',
  container: 'client',
  group: 'connection',
  since: '2.4.0',
  complexity: 'O(N) where N is the number of client connections',
  summary: 'Get the list of client connections',
  arity: -2,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  tips: ['nondeterministic_output'],
  args: [
    arg.oneOf(
      'normal_master_replica_pubsub',
      [
        arg.token('normal', 'NORMAL'),
        arg.token('master', 'MASTER'),
        arg.token('replica', 'REPLICA'),
        arg.token('pubsub', 'PUBSUB'),
      ],
      { token: 'TYPE', optional: true, since: '5.0.0' },
    ),
    arg.block('id', [arg.integer('client-id', { multiple: true })], {
      token: 'ID',
      optional: true,
      since: '6.2.0',
    }),
  ],
  history: [
    ['2.8.12', 'Added unique client `id` field.'],
    ['5.0.0', 'Added optional `TYPE` filter.'],
    ['6.0.0', 'Added `user` field.'],
    [
      '6.2.0',
      'Added `argv-mem`, `tot-mem`, `laddr` and `redir` fields and the optional ' + '`ID` filter.',
    ],
    ['7.0.0', 'Added `resp`, `multi-mem`, `rbs` and `rbp` fields.'],
    ['7.0.3', 'Added `ssub` field.'],
    ['7.2.0', 'Added `lib-name` and `lib-ver` fields.'],
    ['7.4.0', 'Added `watch` field.'],
  ],
  reply: reply.verbatim('a line a client'),
  execute({ server }, args, out) {
    const { clients } = server;
    let text: string;
    if (args.count === 2) text = clients.describeAll();
    else if (args.count === 4 && args.is(2, 'TYPE'))
      text = clients.describeAll(clientType(args, 3));
    else if (args.count > 3 && args.is(2, 'ID')) text = clients.describeEach(idsFrom(args, 3));
    else throw new ReplyError(ERRORS.syntax);
    out.verbatim('txt', text);
  },
});

function idsFrom(args: Arguments, first: number): number[] {
  const ids: number[] = [];
  for (let i = first; i < args.count; i++) ids.push(Number(args.int64(i, 'ERR Invalid client ID')));
  return ids;
}
