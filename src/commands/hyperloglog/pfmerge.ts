/**
 * PFMERGE destkey [sourcekey …]: makes destkey the union of HyperLogLogs, itself included.
 * Source: the Redis command reference, PFMERGE.
 */
import { mergeRegisters } from '../../base/hyperloglog.js';
import {
  dropCachedCardinality,
  HLL_REGISTER_COUNT,
  isDense,
} from '../../base/hyperloglog-layout.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import {
  corruptError,
  foundBytes,
  loadForWrite,
  storeWorkingCopy,
  WORKING_COPY,
} from '../hyperloglog-strings.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const pfmerge = defineCommand({
  name: 'pfmerge',
  group: 'hyperloglog',
  since: '2.8.9',
  complexity: 'O(N) to merge N HyperLogLogs, but with high constant times.',
  summary: 'Merge N different HyperLogLogs into a single one.',
  arity: -2,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['write', 'denyoom'],
  acl: ['hyperloglog'],
  keys: [
    keyRange({ first: 1, flags: ['RW', 'access', 'insert'] }),
    keyRange({ first: 2, last: -1, flags: ['RO', 'access'] }),
  ],
  args: [arg.key('destkey'), arg.key('sourcekey', { keySpec: 1, multiple: true })],
  reply: reply.ok(),
  execute(context, args, out) {
    const registers = new Uint8Array(HLL_REGISTER_COUNT);
    let isAnyDense = false;
    for (let i = 1; i < args.count; i++) {
      if (context.db.lookupForRead(args.bytes, args.starts[i], args.ends[i]) === 0) continue;
      const bytes = foundBytes(context);
      isAnyDense ||= isDense(bytes, 0);
      if (!mergeRegisters(bytes, 0, bytes.length, registers)) throw corruptError();
    }
    const isFound = loadForWrite(context, args, 1);
    if (isAnyDense && !WORKING_COPY.toDense()) throw corruptError();
    const outcome = WORKING_COPY.raiseAll(registers, context.server.hyperloglogSparseBytesMax);
    if (outcome === 'corrupt') throw corruptError();
    dropCachedCardinality(WORKING_COPY.bytes, 0);
    storeWorkingCopy(context, args, 1, isFound);
    context.keyspace.dirty++;
    out.ok();
  },
});
