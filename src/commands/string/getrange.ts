/**
 * GETRANGE key start end: a part of the string, both ends included.
 * Source: the Redis command reference, GETRANGE.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { isString, stringLength } from '../../keyspace/string-values.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyStringRange } from '../string-exchange.js';
import { rangeEnd, rangeStart } from '../string-range.js';

export const getrange = defineCommand({
  name: 'getrange',
  group: 'string',
  since: '2.4.0',
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
  reply: reply.bulk('the part asked for, maybe empty'),
  execute: replyRange,
});

/** Replies with the part of the string that arguments 2 and 3 name. SUBSTR is an alias. */
export function replyRange({ db }: CommandContext, args: Arguments, out: ReplyWriter): void {
  const start = args.roundedInteger(2);
  const last = args.roundedInteger(3);
  const isFound = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) !== 0;
  if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
  const length = isFound ? stringLength(db) : 0;
  const from = rangeStart(start, last, length);
  const end = rangeEnd(last, length);
  if (from < end) replyStringRange(db, out, from, end);
  else out.bulk(args.bytes, 0, 0);
}
