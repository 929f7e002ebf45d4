/**
 * SELECT index: chooses the database of the connection. Source: the Redis command reference,
 * SELECT.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { int32 } from '../small-integers.js';

export const select = defineCommand({
  name: 'select',
  group: 'connection',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Change the selected database for the current connection',
  arity: 2,
  flags: ['loading', 'stale', 'fast'],
  acl: ['connection'],
  args: [arg.integer('index')],
  reply: reply.ok(),
  execute({ client }, args, out) {
    if (!client.select(int32(args, 1))) throw new ReplyError(ERRORS.dbIndexOutOfRange);
    out.ok();
  },
});
