/**
 * BITCOUNT key [start end [BYTE | BIT]]: how many bits are set.
 * Source: the Redis command reference, BITCOUNT.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { countStringBits } from '../../keyspace/string-bits.js';
import { isString, stringLength } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { isBitRange } from '../bit-arguments.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { rangeEnd, rangeStart } from '../string-range.js';

export const bitcount = defineCommand({
  name: 'bitcount',
  group: 'bitmap',
  since: '2.6.0',
  complexity: 'O(N)',
  summary: 'Count set bits in a string',
  arity: -2,
  flags: ['readonly'],
  acl: ['bitmap'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [
    arg.key('key'),
    arg.block(
      'index',
      [
        arg.integer('start'),
        arg.integer('end'),
        arg.oneOf('index_unit', [arg.token('byte', 'BYTE'), arg.token('bit', 'BIT')], {
          optional: true,
          since: '7.0.0',
        }),
      ],
      { optional: true },
    ),
  ],
  history: [['7.0.0', 'Added the `BYTE|BIT` option.']],
  reply: reply.integer('how many bits are 1', 0),
  execute({ db }, args, out) {
    const { count } = args;
    if (count === 3 || count > 5) throw new ReplyError(ERRORS.syntax);
    const start = count > 2 ? args.roundedInteger(2) : 0;
    const last = count > 2 ? args.roundedInteger(3) : -1;
    const unit = count === 5 && isBitRange(args, 4) ? 1 : 8;
    const isFound = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) !== 0;
    if (isFound && !isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    const length = isFound ? stringLength(db) * (8 / unit) : 0;
    const from = rangeStart(start, last, length);
    const end = rangeEnd(last, length);
    out.integer(from < end ? countStringBits(db, from * unit, end * unit) : 0);
  },
});
