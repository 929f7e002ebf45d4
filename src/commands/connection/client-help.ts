/** CLIENT HELP: what the subcommands do. Source: the Redis command reference, CLIENT HELP. */
import { defineCommand } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { HELP_REPLY } from '../reply-schemas.js';

const LINES = [
  'GETNAME',
  '    The name this connection has given itself.',
  'ID',
  '    The number of this connection.',
  'INFO',
  '    The properties of this connection.',
  'KILL <ip:port>',
  '    Close the connection that comes from this address.',
  'KILL <option> <value> [<option> <value> [...]]',
  '    Close the connections that meet all options:',
  '    * ADDR <ip:port>|<unixsocket>:0: it comes from there.',
  '    * ID <client-id>: it has this number.',
  '    * LADDR <ip:port>|<unixsocket>:0: it was accepted there.',
  '    * MAXAGE <seconds>: it is at least so old.',
  '    * SKIPME YES|NO: whether this connection is spared (the default).',
  '    * TYPE NORMAL|MASTER|REPLICA|PUBSUB: it is of this type.',
  '    * USER <username>: it is authenticated as this user.',
  'LIST [TYPE <type>|ID <client-id> [...]]',
  '    The properties of all connections, those of a type, or those named.',
  'NO-EVICT ON|OFF',
  '    Spare this connection when connections are closed to save memory.',
  'NO-TOUCH ON|OFF',
  '    Read keys without counting as an access to them.',
  'PAUSE <timeout> [WRITE|ALL]',
  '    Let all requests, or those that write, wait for so many milliseconds.',
  'REPLY ON|OFF|SKIP',
  '    Send replies, send none, or send none to the next request.',
  'SETINFO <LIB-NAME|LIB-VER> <value>',
  '    Say which library this connection uses, and its version.',
  'SETNAME <name>',
  '    Name this connection.',
  'UNBLOCK <client-id> [TIMEOUT|ERROR]',
  '    Let a connection go that waits in a blocking command.',
  'UNPAUSE',
  '    End a pause.',
];

export const clientHelp = defineCommand({
  name: 'help',
  container: 'client',
  group: 'connection',
  since: '5.0.0',
  complexity: 'O(1)',
  summary: 'Show helpful text about the different subcommands',
  arity: 2,
  flags: ['loading', 'stale'],
  acl: ['connection'],
  reply: HELP_REPLY,
  execute(_context, _args, out) {
    writeHelp(out, 'CLIENT', LINES);
  },
});
