/**
 * CLIENT SETINFO LIB-NAME name | LIB-VER version: names the library the client uses. Source: the
 * Redis command reference, CLIENT SETINFO.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { checkClientAttribute } from '../client-attributes.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const clientSetinfo = defineCommand({
  name: 'setinfo',
  container: 'client',
  group: 'connection',
  since: '7.2.0',
  complexity: 'O(1)',
  summary: 'Sets information specific to the client or connection.',
  arity: 4,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  tips: ['request_policy:all_nodes', 'response_policy:all_succeeded'],
  args: [
    arg.oneOf('attr', [
      arg.string('libname', { token: 'LIB-NAME' }),
      arg.string('libver', { token: 'LIB-VER' }),
    ]),
  ],
  reply: reply.ok(),
  execute({ client }, args, out) {
    const isName = args.is(2, 'LIB-NAME');
    if (!isName && !args.is(2, 'LIB-VER')) {
      throw new ReplyError(`ERR Unrecognized option '${args.latin1(2)}'`);
    }
    const value = args.latin1(3);
    checkClientAttribute(args.latin1(2), value);
    if (isName) client.libraryName = value;
    else client.libraryVersion = value;
    out.ok();
  },
});
