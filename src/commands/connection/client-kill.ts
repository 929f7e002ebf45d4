/**
 * CLIENT KILL ip:port, CLIENT KILL filter value ...: closes connections. Source: the Redis command
 * reference, CLIENT KILL.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { killFilter } from '../client-filters.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientKill = defineCommand({
  name: 'kill',
  container: 'client',
  group: 'connection',
  since: '2.4.0',
  complexity: 'O(N) where N is the number of client connections',
  summary: 'Kill the connection of a client',
  arity: -3,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [
    arg.oneOf('filter', [
      arg.string('ip:port', { deprecatedSince: '2.8.12' }),
      arg.oneOf(
        'new-format',
        [
          arg.integer('client-id', { token: 'ID', optional: true, since: '2.8.12' }),
          arg.oneOf(
            'normal_master_slave_pubsub',
            [
              arg.token('normal', 'NORMAL'),
              arg.token('master', 'MASTER', { since: '3.2.0' }),
              arg.token('slave', 'SLAVE'),
              arg.token('replica', 'REPLICA', { since: '5.0.0' }),
              arg.token('pubsub', 'PUBSUB'),
            ],
            { token: 'TYPE', optional: true, since: '2.8.12' },
          ),
          arg.string('username', { token: 'USER', optional: true }),
          arg.string('ip:port', { token: 'ADDR', optional: true }),
          arg.string('ip:port', { token: 'LADDR', optional: true, since: '6.2.0' }),
          arg.string('yes/no', { token: 'SKIPME', optional: true }),
          arg.integer('maxage', { token: 'MAXAGE', optional: true, since: '7.4.0' }),
        ],
        { multiple: true },
      ),
    ]),
  ],
  history: [
    ['2.8.12', 'Added new filter format.'],
    ['2.8.12', '`ID` option.'],
    ['3.2.0', 'Added `master` type in for `TYPE` option.'],
    [
      '5.0.0',
      'Replaced `slave` `TYPE` with `replica`. `slave` still supported for ' +
        'backward compatibility.',
    ],
    ['6.2.0', '`LADDR` option.'],
    ['7.4.0', '`MAXAGE` option.'],
  ],
  reply: reply.oneOf([
    reply.ok('with an address only'),
    reply.integer('how many clients were closed', 0),
  ]),
  execute({ client, server }, args, out) {
    const { clients } = server;
    if (args.count === 3) {
      if (clients.kill({ address: args.latin1(2) }, client, 'included') === 0) {
        throw new ReplyError('ERR No such client');
      }
      out.ok();
      return;
    }
    const { filter, caller } = killFilter(args, clients);
    out.integer(clients.kill(filter, client, caller));
  },
});
