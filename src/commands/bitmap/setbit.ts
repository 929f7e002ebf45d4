/**
 * SETBIT key offset value: sets a bit of the string, padding it with zeros.
 * Source: the Redis command reference, SETBIT.
 */
import { ReplyError } from '../../base/reply-error.js';
import { byteAt, setByteAt } from '../../keyspace/string-edit.js';
import { arg } from '../argument-specs.js';
import { bitOffset } from '../bit-arguments.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { editArgument, lookupLengthForWrite } from '../string-changes.js';

export const setbit = defineCommand({
  name: 'setbit',
  group: 'bitmap',
  since: '2.2.0',
  complexity: 'O(1)',
  summary: 'Sets or clears the bit at offset in the string value stored at key',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['bitmap'],
  keys: keyRange({ first: 1, flags: ['RW', 'access', 'update'] }),
  args: [arg.key('key'), arg.integer('offset'), arg.integer('value')],
  reply: reply.integer('the bit before', 0, 1),
  execute(context, args, out) {
    const { db } = context;
    const offset = bitOffset(context, args, 2);
    const bit = args.integer(3, INVALID_BIT);
    if (bit !== 0 && bit !== 1) throw new ReplyError(INVALID_BIT);
    const length = lookupLengthForWrite(context, args, 1);
    const at = Math.floor(offset / 8);
    editArgument(context, args, 1, length >= 0, at, at + 1);
    const byte = byteAt(db, at);
    const mask = 0x80 >> (offset % 8);
    const before = (byte & mask) === 0 ? 0 : 1;
    if (before !== bit) setByteAt(db, at, byte ^ mask);
    if (before !== bit || at >= length) context.keyspace.dirty++;
    out.integer(before);
  },
});

const INVALID_BIT = 'ERR bit is not an integer or out of range';
