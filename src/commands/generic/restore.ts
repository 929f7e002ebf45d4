/**
 * RESTORE key ttl serialized-value [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]: makes a
 * key of what DUMP gave.
 * Source: the Redis command reference, RESTORE.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import type { Database } from '../../keyspace/database.js';
import {
  type ByteSource,
  foreignTypeOf,
  isPayloadSealed,
  restoreString,
} from '../../keyspace/dump-payload.js';
import { type ExpireAt, NO_EXPIRY } from '../../keyspace/item-layout.js';
import { RELEASE_DELETE } from '../../memory/allocation-hooks.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { expireAtOf } from '../expire-options.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const restore = defineCommand({
  name: 'restore',
  group: 'generic',
  since: '2.6.0',
  complexity:
    'O(1) to create the new key and additional O(N*M) to reconstruct the ' +
    'serialized value, where N is the number of Redis objects composing the ' +
    'value and M their average size. For small string values the time complexity ' +
    'is thus O(1)+O(1*M) where M is small, so simply O(1). However for sorted ' +
    'set values the complexity is O(N*M*log(N)) because inserting values into ' +
    'sorted sets is O(log(N)).',
  summary: 'Create a key using the provided serialized value, previously obtained using ' + 'DUMP.',
  arity: -4,
  flags: ['write', 'denyoom'],
  acl: ['keyspace', 'dangerous'],
  keys: keyRange({ first: 1, flags: ['OW', 'update'] }),
  args: [
    arg.key('key'),
    arg.integer('ttl'),
    arg.string('serialized-value'),
    arg.token('replace', 'REPLACE', { optional: true, since: '3.0.0' }),
    arg.token('absttl', 'ABSTTL', { optional: true, since: '5.0.0' }),
    arg.integer('seconds', { token: 'IDLETIME', optional: true, since: '5.0.0' }),
    arg.integer('frequency', { token: 'FREQ', optional: true, since: '5.0.0' }),
  ],
  history: [
    ['3.0.0', 'Added the `REPLACE` modifier.'],
    ['5.0.0', 'Added the `ABSTTL` modifier.'],
    ['5.0.0', 'Added the `IDLETIME` and `FREQ` options.'],
  ],
  reply: reply.ok(),
  pagedArguments: true,
  execute(context, args, out) {
    const { db, keyspace, nowMs } = context;
    const { bytes, starts, ends } = args;
    const options = parseOptions(args);
    const isThere = db.find(bytes, starts[1], ends[1]) !== 0;
    if (isThere && !options.isReplacing) throw new ReplyError(BUSY_KEY);
    const expireAt = expiryArgument(args, options.isAbsolute, nowMs);
    const payload = byteSource(args, 3);
    if (!isPayloadSealed(payload)) throw new ReplyError(NOT_SEALED);
    const key = args.copy(1);
    const isPast = expireAt !== NO_EXPIRY && expireAt <= nowMs;
    const restored = restoreString(db, key, payload, isPast ? NO_EXPIRY : expireAt);
    if (restored === 'refused') throw new ReplyError(ERRORS.outOfMemory);
    if (restored === 'corrupt') throw badPayload(payload);
    if (isPast) db.remove(key, 0, key.length, RELEASE_DELETE);
    else setUse(db, key, options);
    if (isThere || !isPast) keyspace.dirty++;
    out.ok();
  },
});

const BUSY_KEY = 'BUSYKEY Target key name already exists.';
const NOT_SEALED = 'ERR DUMP payload version or checksum are wrong';
const FREQUENCY_MAX = 255n;
const INT64_BITS = 64;

interface RestoreOptions {
  isReplacing: boolean;
  isAbsolute: boolean;
  /** Seconds since the last use; -1 if not given. */
  idleSeconds: number;
  /** Counter of uses; -1 if not given. */
  frequency: number;
}

function parseOptions(args: Arguments): RestoreOptions {
  const options = { isReplacing: false, isAbsolute: false, idleSeconds: -1, frequency: -1 };
  for (let i = 4; i < args.count; i++) {
    const hasValue = i + 1 < args.count;
    if (args.is(i, 'REPLACE')) options.isReplacing = true;
    else if (args.is(i, 'ABSTTL')) options.isAbsolute = true;
    else if (args.is(i, 'IDLETIME') && hasValue && options.frequency < 0) {
      const value = args.int64(++i);
      if (value < 0n) throw new ReplyError('ERR Invalid IDLETIME value, must be >= 0');
      options.idleSeconds = Number(value);
    } else if (args.is(i, 'FREQ') && hasValue && options.idleSeconds < 0) {
      const value = args.int64(++i);
      if (value < 0n || value > FREQUENCY_MAX) {
        throw new ReplyError('ERR Invalid FREQ value, must be >= 0 and <= 255');
      }
      options.frequency = Number(value);
    } else throw new ReplyError(ERRORS.syntax);
  }
  return options;
}

/** The time to live as a time, NO_EXPIRY for 0. It wraps at 64 bits, as in Redis. */
function expiryArgument(args: Arguments, isAbsolute: boolean, nowMs: number): ExpireAt {
  const ttl = args.int64(2);
  if (ttl < 0n) throw new ReplyError('ERR Invalid TTL value, must be >= 0');
  if (ttl === 0n) return NO_EXPIRY;
  const at = expireAtOf(isAbsolute ? ttl : BigInt.asIntN(INT64_BITS, ttl + BigInt(nowMs)));
  return at < 0 ? 0 : at;
}

/** Argument i wherever its bytes lie. */
function byteSource(args: Arguments, i: number): ByteSource {
  const paged = args.paged?.[i];
  if (paged !== undefined) return paged;
  const { bytes } = args;
  const base = args.starts[i];
  return {
    length: args.length(i),
    copyTo(offset, target, start, end) {
      const from = base + offset;
      target.set(bytes.subarray(from, from + end - start), start); // cold
    },
  };
}

/** The error for a payload that was not understood. */
function badPayload(payload: ByteSource): ReplyError {
  const type = foreignTypeOf(payload);
  if (type === undefined) return new ReplyError('ERR Bad data format');
  return new ReplyError(`ERR Bad data format: a ${type} cannot be restored, only strings can`);
}

/** Notes the given use on the key, as far as the eviction policy in force has room for it. */
function setUse(db: Database, key: Uint8Array, { idleSeconds, frequency }: RestoreOptions): void {
  const { clock } = db.keyspace;
  if (db.find(key, 0, key.length) === 0) return;
  if (clock.isLfu && frequency >= 0) db.view.clock = clock.clockForFrequency(frequency);
  else if (!clock.isLfu && idleSeconds >= 0) db.view.clock = clock.clockForIdle(idleSeconds);
}
