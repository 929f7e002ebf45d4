/**
 * MEMORY USAGE key [SAMPLES count]: the bytes that a key occupies: its slot, what key and value
 * hold in slots and pages beside it, and its entry in the index. Exact, so nothing is sampled.
 * Source: the Redis command reference, MEMORY USAGE.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { INDEX_ENTRY_BYTES } from '../../structures/hash-index.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const memoryUsage = defineCommand({
  name: 'usage',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'O(N) where N is the number of samples.',
  summary: 'Estimate the memory usage of a key',
  arity: -3,
  flags: ['readonly'],
  keys: keyRange({ first: 2, flags: ['RO'] }),
  args: [arg.key('key'), arg.integer('count', { token: 'SAMPLES', optional: true })],
  reply: reply.oneOf([reply.integer('bytes', 0), reply.null('the key does not exist')]),
  execute({ db }, args, out) {
    for (let i = 3; i < args.count; i += 2) {
      if (!args.is(i, 'SAMPLES') || i + 1 >= args.count) throw new ReplyError(ERRORS.syntax);
      if (args.int64(i + 1) < 0n) throw new ReplyError(ERRORS.syntax);
    }
    if (db.findEvenExpired(args.bytes, args.starts[2], args.ends[2]) === 0) out.null();
    else out.integer(db.items.occupiedBytes(db.view) + INDEX_ENTRY_BYTES);
  },
});
