/**
 * APPEND key value: adds value at the end of the string.
 * Source: the Redis command reference, APPEND.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { NO_EXPIRY } from '../../keyspace/item-layout.js';
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
import { setString } from '../string-exchange.js';

export const append = defineCommand({
  name: 'append',
  group: 'string',
  since: '2.0.0',
  complexity:
    'O(1). The amortized time complexity is O(1) assuming the appended value is ' +
    'small and the already present value is of any size, since the dynamic ' +
    'string library used by Redis will double the free space available on every ' +
    'reallocation.',
  summary: 'Append a value to a key',
  arity: 3,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['string'],
  keys: keyRange({ first: 1, flags: ['RW', 'insert'] }),
  args: [arg.key('key'), arg.string('value')],
  reply: reply.integer('the length after appending', 0),
  pagedArguments: true,
  execute(context, args, out) {
    const size = args.length(2);
    const before = lookupLengthForWrite(context, args, 1);
    if (before < 0) {
      const isSet = setString(context.db, args, 1, 2, NO_EXPIRY);
      if (!isSet) throw new ReplyError(ERRORS.outOfMemory);
      context.keyspace.dirty++;
      out.integer(size);
      return;
    }
    const length = before + size;
    checkStringLength(context, length);
    editArgument(context, args, 1, true, before, length);
    writeArgument(context, args, 2, before);
    context.keyspace.dirty++;
    out.integer(length);
  },
});
