/**
 * HELLO [protover [AUTH user password] [SETNAME name]]: agrees on the protocol and tells what
 * server this is. Source: the Redis command reference, HELLO.
 */
import { ERRORS } from '../../base/errors.js';
import { REDIS_VERSION } from '../../base/redis-version.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import { checkClientName } from '../client-attributes.js';
import type { ClientPort } from '../client-port.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

const NOT_AUTHENTICATED =
  'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO ' +
  '<proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP ' +
  'protocol version at the same time';

export const hello = defineCommand({
  name: 'hello',
  group: 'connection',
  since: '6.0.0',
  complexity: 'O(1)',
  summary: 'Handshake with Redis',
  arity: -1,
  flags: ['noscript', 'loading', 'stale', 'fast', 'no_auth', 'allow_busy'],
  acl: ['connection'],
  args: [
    arg.block(
      'arguments',
      [
        arg.integer('protover'),
        arg.block('username_password', [arg.string('username'), arg.string('password')], {
          token: 'AUTH',
          optional: true,
        }),
        arg.string('clientname', { token: 'SETNAME', optional: true }),
      ],
      { optional: true },
    ),
  ],
  history: [
    [
      '6.2.0',
      '`protover` made optional; when called without arguments the command reports the current ' +
        "connection's context.",
    ],
  ],
  reply: reply.record(
    {
      server: reply.bulk('what clients check for', ['redis']),
      version: reply.bulk('the version of Redis whose commands this server follows'),
      proto: reply.integer('the protocol version from now on', 2, 3),
      id: reply.integer('the number of the connection', 1),
      mode: reply.bulk('', ['standalone']),
      role: reply.bulk('', ['master']),
      modules: reply.array(reply.any(), 'empty: there are none'),
    },
    'about the server and the connection',
  ),
  execute({ client }, args, out) {
    const options = parseOptions(args);
    if (options.user !== null && !client.authenticate(options.user, options.password)) {
      throw new ReplyError(ERRORS.wrongPassword);
    }
    if (!client.isAuthenticated) throw new ReplyError(NOT_AUTHENTICATED);
    if (options.name !== null) client.name = options.name;
    if (options.version !== 0) client.switchProtocol(options.version);
    describe(client, out);
  },
});

interface HelloOptions {
  /** 0 to keep it. */
  version: 0 | 2 | 3;
  user: string | null;
  password: string;
  name: string | null;
}

function parseOptions(args: Arguments): HelloOptions {
  const options: HelloOptions = { version: 0, user: null, password: '', name: null };
  if (args.count > 1) options.version = protocolVersion(args);
  for (let i = 2; i < args.count; i++) {
    const left = args.count - 1 - i;
    if (args.is(i, 'AUTH') && left >= 2) {
      options.user = args.latin1(++i);
      args.redact(i);
      options.password = args.latin1(++i);
      args.redact(i);
    } else if (args.is(i, 'SETNAME') && left >= 1) {
      options.name = args.latin1(++i);
      checkClientName(options.name);
    } else throw new ReplyError(`ERR Syntax error in HELLO option '${args.latin1(i)}'`);
  }
  return options;
}

function protocolVersion(args: Arguments): 2 | 3 {
  const version = args.int64(1, 'ERR Protocol version is not an integer or out of range');
  if (version === 2n) return 2;
  if (version === 3n) return 3;
  throw new ReplyError('NOPROTO unsupported protocol version');
}

function describe(client: ClientPort, out: ReplyWriter): void {
  out.map(7);
  out.bulkText('server');
  out.bulkText('redis');
  out.bulkText('version');
  out.bulkText(REDIS_VERSION);
  out.bulkText('proto');
  out.integer(client.resp);
  out.bulkText('id');
  out.integer(client.id);
  out.bulkText('mode');
  out.bulkText('standalone');
  out.bulkText('role');
  out.bulkText('master');
  out.bulkText('modules');
  out.array(0);
}
