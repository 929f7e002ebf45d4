/**
 * CLIENT NO-EVICT enabled: WHAT IT DOES.
 * Source: the Redis command reference, CLIENT NO-EVICT.
 */
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { onOrOff } from '../on-or-off.js';
import { reply } from '../reply-schemas.js';

export const clientNoEvict = defineCommand({
  name: 'no-evict',
  container: 'client',
  group: 'connection',
  since: '7.0.0',
  complexity: 'O(1)',
  summary: 'Set client eviction mode for the current connection',
  arity: 3,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  acl: ['connection'],
  args: [arg.oneOf('enabled', [arg.token('on', 'ON'), arg.token('off', 'OFF')])],
  reply: reply.ok(),
  execute({ client }, args, out) {
    client.isNoEvict = onOrOff(args, 2) === 'on';
    out.ok();
  },
});
