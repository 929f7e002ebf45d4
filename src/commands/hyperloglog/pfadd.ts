/**
 * PFADD key [element …]: adds elements to the HyperLogLog.
 * Source: the Redis command reference, PFADD.
 */
import { dropCachedCardinality, HLL_DENSE_SIZE } from '../../base/hyperloglog-layout.js';
import { isString } from '../../keyspace/string-values.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import {
  dropFoundCardinality,
  isFoundDense,
  raiseFoundRegister,
} from '../hyperloglog-registers.js';
import {
  corruptError,
  loadWorkingCopy,
  storeWorkingCopy,
  WORKING_COPY,
} from '../hyperloglog-strings.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { editArgument } from '../string-changes.js';

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
    const { db } = context;
    const found = db.lookupForWrite(args.bytes, args.starts[1], args.ends[1]);
    const isInPlace = found !== 0 && isString(db.view) && isFoundDense(db);
    const changes = isInPlace ? addInPlace(context, args) : addToCopy(context, args, found !== 0);
    context.keyspace.dirty += changes;
    out.integer(changes > 0 ? 1 : 0);
  },
});

/** Adds all elements to the found dense HyperLogLog; returns how many changed it. */
function addInPlace(context: CommandContext, args: Arguments): number {
  const { db } = context;
  editArgument(context, args, 1, true, 0, HLL_DENSE_SIZE);
  let changes = 0;
  for (let i = 2; i < args.count; i++) {
    if (raiseFoundRegister(db, args.bytes, args.starts[i], args.ends[i])) changes++;
  }
  if (changes > 0) dropFoundCardinality(db);
  return changes;
}

function addToCopy(context: CommandContext, args: Arguments, isFound: boolean): number {
  loadWorkingCopy(context, isFound);
  let changes = isFound ? 0 : 1;
  for (let i = 2; i < args.count; i++) {
    const { bytes, starts, ends } = args;
    const sizeMax = context.server.hyperloglogSparseBytesMax;
    const outcome = WORKING_COPY.add(bytes, starts[i], ends[i], sizeMax);
    if (outcome === 'changed') changes++;
    if (outcome !== 'corrupt') continue;
    // As in Redis, what was added up to the damaged place stays.
    if (changes > 0) storeWorkingCopy(context, args, 1, isFound);
    throw corruptError();
  }
  if (changes === 0) return 0;
  dropCachedCardinality(WORKING_COPY.bytes, 0);
  storeWorkingCopy(context, args, 1, isFound);
  return changes;
}
