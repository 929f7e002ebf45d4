/**
 * BITPOS key bit [start [end [BYTE | BIT]]]: the first bit that is set or clear.
 * Source: the Redis command reference, BITPOS.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { findStringBit } from '../../keyspace/string-bits.js';
import { isString, stringLength } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { isBitRange } from '../bit-arguments.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { clampedStart, rangeEnd } from '../string-range.js';

export const bitpos = defineCommand({
  name: 'bitpos',
  group: 'bitmap',
  since: '2.8.7',
  complexity: 'O(N)',
  summary: 'Find first bit set or clear in a string',
  arity: -3,
  flags: ['readonly'],
  acl: ['bitmap'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [
    arg.key('key'),
    arg.integer('bit'),
    arg.block(
      'index',
      [
        arg.integer('start'),
        arg.block(
          'end_index',
          [
            arg.integer('end'),
            arg.oneOf('index_unit', [arg.token('byte', 'BYTE'), arg.token('bit', 'BIT')], {
              optional: true,
              since: '7.0.0',
            }),
          ],
          { optional: true },
        ),
      ],
      { optional: true },
    ),
  ],
  history: [['7.0.0', 'Added the `BYTE|BIT` option.']],
  reply: reply.integer('the position of the bit, -1 if there is none', -1),
  execute({ db }, args, out) {
    const { count } = args;
    const bit = args.roundedInteger(2);
    if (bit !== 0 && bit !== 1) throw new ReplyError('ERR The bit argument must be 1 or 0.');
    if (count > 6) throw new ReplyError(ERRORS.syntax);
    const start = count > 3 ? args.roundedInteger(3) : 0;
    const unit = count === 6 && isBitRange(args, 5) ? 1 : 8;
    const last = count > 4 ? args.roundedInteger(4) : -1;
    if (db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) === 0) {
      out.integer(bit === 1 ? -1 : 0);
      return;
    }
    if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    const length = stringLength(db) * (8 / unit);
    const from = clampedStart(start, length);
    const end = rangeEnd(last, length);
    const found = findStringBit(db, bit, from * unit, end * unit);
    // Without an end the string is taken to go on with zeros.
    const isOpen = count < 5 && bit === 0 && from < end;
    out.integer(found < 0 && isOpen ? length * unit : found);
  },
});
