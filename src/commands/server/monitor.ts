/**
 * MONITOR: sends the connection every request that the server executes. Source: the Redis command
 * reference, MONITOR.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const monitor = defineCommand({
  name: 'monitor',
  group: 'server',
  since: '1.0.0',
  complexity: '',
  summary: 'Listen for all requests received by the server in real time',
  arity: 1,
  flags: ['admin', 'noscript', 'loading', 'stale'],
  reply: reply.oneOf([
    reply.ok('lines follow as requests come'),
    reply.none('it is a monitor already'),
  ]),
  execute({ client }, _args, out) {
    if (client.startMonitoring()) out.ok();
  },
});
