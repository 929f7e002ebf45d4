/**
 * PFCOUNT key [key …]: estimates how many elements one or several HyperLogLogs have seen.
 * Source: the Redis command reference, PFCOUNT.
 */
import {
  cardinalityOfRegisters,
  countCardinality,
  mergeRegisters,
} from '../../base/hyperloglog.js';
import {
  cachedCardinality,
  HLL_REGISTER_COUNT,
  hasCachedCardinality,
  storeCardinality,
} from '../../base/hyperloglog-layout.js';
import { editString, writeString } from '../../keyspace/string-edit.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { corruptError, foundBytes } from '../hyperloglog-strings.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const pfcount = defineCommand({
  name: 'pfcount',
  group: 'hyperloglog',
  since: '2.8.9',
  complexity:
    'O(1) with a very small average constant time when called with a single key. ' +
    'O(N) with N being the number of keys, and much bigger constant times, when ' +
    'called with multiple keys.',
  summary:
    'Return the approximated cardinality of the set(s) observed by the ' + 'HyperLogLog at key(s).',
  arity: -2,
  flags: ['readonly'],
  acl: ['hyperloglog'],
  keys: keyRange({
    first: 1,
    last: -1,
    flags: ['RW', 'access'],
    notes:
      'RW because it may change the internal representation of the key, and ' +
      'propagate to replicas',
  }),
  args: [arg.key('key', { multiple: true })],
  reply: reply.integer('the estimate; from a damaged string it can be any number'),
  execute(context, args, out) {
    out.bigInteger(args.count > 2 ? countUnion(context, args) : countOne(context, args));
  },
});

/** Where the cached cardinality begins and ends in the string. */
const CACHE_START = 8;
const CACHE_END = 16;

function countUnion(context: CommandContext, args: Arguments): bigint {
  const registers = new Uint8Array(HLL_REGISTER_COUNT);
  for (let i = 1; i < args.count; i++) {
    if (context.db.lookupForRead(args.bytes, args.starts[i], args.ends[i]) === 0) continue;
    const bytes = foundBytes(context);
    if (!mergeRegisters(bytes, 0, bytes.length, registers)) throw corruptError();
  }
  return cardinalityOfRegisters(registers);
}

function countOne(context: CommandContext, args: Arguments): bigint {
  const { db, keyspace } = context;
  const start = args.starts[1];
  const end = args.ends[1];
  if (db.lookupForRead(args.bytes, start, end) === 0) return 0n;
  const bytes = foundBytes(context);
  if (hasCachedCardinality(bytes, 0)) return BigInt.asIntN(64, cachedCardinality(bytes, 0));
  const count = countCardinality(bytes, 0, bytes.length);
  if (count === null) throw corruptError();
  storeCardinality(bytes, 0, count);
  // A count that cannot be kept is still the answer.
  if (editString(db, args.bytes, start, end, true, CACHE_START, CACHE_END)) {
    writeString(db, CACHE_START, bytes, CACHE_START, CACHE_END);
    keyspace.dirty++;
  }
  return count;
}
