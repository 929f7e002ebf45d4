/**
 * SETRANGE key offset value: overwrites a part of the string, padding it with zeros.
 * Source: the Redis command reference, SETRANGE.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import {
  checkStringLength,
  editArgument,
  lookupLengthForWrite,
  writeArgument,
} from '../string-changes.js';

export const setrange = defineCommand({
  name: 'setrange',
  group: 'string',
  since: '2.2.0',
  complexity:
    'O(1), not counting the time taken to copy the new string in place. Usually, ' +
    'this string is very small so the amortized complexity is O(1). Otherwise, ' +
    'complexity is O(M) with M being the length of the value argument.',
  summary: 'Overwrite part of a string at key starting at the specified offset',
  arity: 4,
  flags: ['write', 'denyoom'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'update'] }),
  args: [arg.key('key'), arg.integer('offset'), arg.string('value')],
  reply: reply.integer('the length after the change', 0),
  pagedArguments: true,
  execute(context, args, out) {
    const offset = args.roundedInteger(2);
    if (offset < 0) throw new ReplyError('ERR offset is out of range');
    const before = lookupLengthForWrite(context, args, 1);
    const size = args.length(3);
    if (size === 0) {
      out.integer(Math.max(0, before));
      return;
    }
    const end = offset + size;
    checkStringLength(context, end);
    editArgument(context, args, 1, before >= 0, offset, end);
    writeArgument(context, args, 3, offset);
    context.keyspace.dirty++;
    out.integer(Math.max(before, end));
  },
});
