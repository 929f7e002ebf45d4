/**
 * DUMP key: a value in the serialised form that RESTORE takes.
 * Source: the Redis command reference, DUMP.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import {
  COMPRESSED_BYTES_MAX,
  dumpAroundFoundString,
  dumpFoundString,
} from '../../keyspace/dump-payload.js';
import { PagedReply } from '../../keyspace/paged-reply.js';
import { isString, stringLength } from '../../keyspace/string-values.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { DumpSource } from '../dump-source.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const dump = defineCommand({
  name: 'dump',
  group: 'generic',
  since: '2.6.0',
  complexity:
    'O(1) to access the key and additional O(N*M) to serialize it, where N is ' +
    'the number of Redis objects composing the value and M their average size. ' +
    'For small string values the time complexity is thus O(1)+O(1*M) where M is ' +
    'small, so simply O(1).',
  summary: 'Return a serialized version of the value stored at the specified key.',
  arity: 2,
  flags: ['readonly'],
  acl: ['keyspace'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  tips: ['nondeterministic_output'],
  args: [arg.key('key')],
  reply: reply.oneOf([reply.bulk('the serialised value'), reply.null('the key does not exist')]),
  execute({ db }, args, out) {
    if (db.lookupForRead(args.bytes, args.starts[1], args.ends[1]) === 0) {
      out.null();
      return;
    }
    if (!isString(db.view)) throw new ReplyError(ERRORS.wrongType);
    const length = stringLength(db);
    if (length <= COMPRESSED_BYTES_MAX) {
      const payload = dumpFoundString(db);
      out.bulk(payload, 0, payload.length);
      return;
    }
    const { head, footer } = dumpAroundFoundString(db);
    const value = new PagedReply(db.items.pagedValues, db.view.valueReference, 0, length);
    out.bulkSource(new DumpSource(head, value, footer));
  },
});
