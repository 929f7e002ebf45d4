/**
 * PFADD key [element …]: adds elements to the HyperLogLog.
 * Source: the Redis command reference, PFADD.
 */
import { dropCachedCardinality } from '../../base/hyperloglog-layout.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import {
  corruptError,
  loadForWrite,
  storeWorkingCopy,
  WORKING_COPY,
} from '../hyperloglog-strings.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const pfadd = defineCommand({
  name: 'pfadd',
  group: 'hyperloglog',
  since: '2.8.9',
  complexity: 'O(1) to add every element.',
  summary: 'Adds the specified elements to the specified HyperLogLog.',
  arity: -2,
  flags: ['write', 'denyoom', 'fast'],
  acl: ['hyperloglog'],
  keys: keyRange({ first: 1, flags: ['RW', 'insert'] }),
  args: [arg.key('key'), arg.string('element', { optional: true, multiple: true })],
  reply: reply.integer('1 if the estimate may have changed', 0, 1),
  execute(context, args, out) {
    const isFound = loadForWrite(context, args, 1);
    let changes = isFound ? 0 : 1;
    for (let i = 2; i < args.count; i++) {
      const { bytes, starts, ends } = args;
      const sizeMax = context.server.hyperloglogSparseBytesMax;
      const outcome = WORKING_COPY.add(bytes, starts[i], ends[i], sizeMax);
      if (outcome === 'corrupt') {
        // As in Redis, what was added up to the damaged place stays.
        if (changes > 0) storeWorkingCopy(context, args, 1, isFound);
        throw corruptError();
      }
      if (outcome === 'changed') changes++;
    }
    if (changes > 0) {
      dropCachedCardinality(WORKING_COPY.bytes, 0);
      storeWorkingCopy(context, args, 1, isFound);
      context.keyspace.dirty += changes;
    }
    out.integer(changes > 0 ? 1 : 0);
  },
});
