/** SUBSTR key start end: the old name of GETRANGE. Source: the Redis command reference, SUBSTR. */

import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyRange } from './getrange.js';

export const substr = defineCommand({
  name: 'substr',
  group: 'string',
  since: '1.0.0',
  complexity:
    'O(N) where N is the length of the returned string. The complexity is ' +
    'ultimately determined by the returned length, but because creating a ' +
    'substring from an existing string is very cheap, it can be considered O(1) ' +
    'for small strings.',
  summary: 'Get a substring of the string stored at a key',
  arity: 4,
  flags: ['readonly'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [arg.key('key'), arg.integer('start'), arg.integer('end')],
  docFlags: ['deprecated'],
  deprecatedSince: '2.0.0',
  replacedBy: '`GETRANGE`',
  reply: reply.bulk('the part asked for, maybe empty'),
  execute: replyRange,
});
