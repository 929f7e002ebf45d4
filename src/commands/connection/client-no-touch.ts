/**
 * CLIENT NO-TOUCH ON | OFF: whether reading a key counts as an access to it. Source: the Redis
 * command reference, CLIENT NO-TOUCH.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { onOrOff } from '../on-or-off.js';
import { reply } from '../reply-schemas.js';

export const clientNoTouch = defineCommand({
  name: 'no-touch',
  container: 'client',
  group: 'connection',
  since: '7.2.0',
  complexity: 'O(1)',
  summary: 'Controls whether commands of the client change the access times of keys.',
  arity: 3,
  flags: ['noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [arg.oneOf('enabled', [arg.token('on', 'ON'), arg.token('off', 'OFF')])],
  reply: reply.ok(),
  execute({ client, keyspace }, args, out) {
    client.isNoTouch = onOrOff(args, 2) === 'on';
    keyspace.isTouching = !client.isNoTouch;
    out.ok();
  },
});
