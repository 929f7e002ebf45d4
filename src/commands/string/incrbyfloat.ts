/**
 * INCRBYFLOAT key increment: adds to the number stored at key, in 80-bit floating point.
 * Source: the Redis command reference, INCRBYFLOAT.
 */
import { ERRORS } from '../../base/errors.js';
import {
  addLongDoubles,
  formatLongDouble,
  type LongDouble,
  longDoubleFromInteger,
  parseLongDouble,
} from '../../base/long-double.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Database } from '../../keyspace/database.js';
import { ENCODING_INT, NO_EXPIRY } from '../../keyspace/item-layout.js';
import { bigIntegerOf, copyOfString, isString, setText } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const incrbyfloat = defineCommand({
  name: 'incrbyfloat',
  group: 'string',
  since: '2.6.0',
  complexity: 'O(1)',
  summary: 'Increment the float value of a key by the given amount',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.double('increment')],
  reply: reply.bulk('the value after incrementing'),
  execute(context, args, out) {
    const { db, keyspace } = context;
    const { bytes } = args;
    const start = args.starts[1];
    const end = args.ends[1];
    const isFound = db.lookupForWrite(bytes, start, end) !== 0;
    if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    const before = isFound ? foundNumber(db) : longDoubleFromInteger(0n);
    const amount = parseLongDouble(bytes, args.starts[2], args.ends[2]);
    if (before === null || amount === null) throw new ReplyError(ERRORS.notAFloat);
    const sum = addLongDoubles(before, amount);
    if (sum === null) throw new ReplyError('ERR increment would produce NaN or Infinity');
    const text = Buffer.from(formatLongDouble(sum), 'latin1');
    const expireAt = isFound ? db.view.expireAtExact : NO_EXPIRY;
    if (!setText(db, bytes, start, end, text, 0, text.length, expireAt)) {
      throw new ReplyError(ERRORS.outOfMemory);
    }
    keyspace.dirty++;
    out.bulk(text, 0, text.length);
  },
});

function foundNumber(db: Database): LongDouble | null {
  if (db.view.encoding === ENCODING_INT) return longDoubleFromInteger(bigIntegerOf(db) as bigint);
  const copy = copyOfString(db);
  return parseLongDouble(copy, 0, copy.length);
}
