/** SET key value [NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]: sets key to a string. Source: the Redis command reference, SET. */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { type ExpireAt, NO_EXPIRY } from '../../keyspace/item-layout.js';
import { isString } from '../../keyspace/string-values.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { type ExpireBase, type ExpireUnit, positiveExpireArgument } from '../expire-options.js';
import { KeyFlag, keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyString, setString } from '../string-exchange.js';

export const set = defineCommand({
  name: 'set',
  group: 'string',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'Set the string value of a key',
  arity: -3,
  flags: ['write', 'denyoom'],
  acl: ['string'],
  keys: keyRange({
    first: 1,
    flags: ['RW', 'access', 'update', 'variable_flags'],
    notes: 'RW and ACCESS due to the optional `GET` argument',
  }),
  keysOf: (args, into) => {
    let flags = KeyFlag.OW | KeyFlag.update;
    for (let i = 3; i < args.count; i++) {
      if (args.is(i, 'GET')) flags = KeyFlag.RW | KeyFlag.access | KeyFlag.update;
    }
    into.add(1, flags);
    return true;
  },
  args: [
    arg.key('key'),
    arg.string('value'),
    arg.oneOf('condition', [arg.token('nx', 'NX'), arg.token('xx', 'XX')], {
      optional: true,
      since: '2.6.12',
    }),
    arg.token('get', 'GET', { optional: true, since: '6.2.0' }),
    arg.oneOf(
      'expiration',
      [
        arg.integer('seconds', { token: 'EX', since: '2.6.12' }),
        arg.integer('milliseconds', { token: 'PX', since: '2.6.12' }),
        arg.unixTime('unix-time-seconds', { token: 'EXAT', since: '6.2.0' }),
        arg.unixTime('unix-time-milliseconds', { token: 'PXAT', since: '6.2.0' }),
        arg.token('keepttl', 'KEEPTTL', { since: '6.0.0' }),
      ],
      { optional: true },
    ),
  ],
  history: [
    ['2.6.12', 'Added the `EX`, `PX`, `NX` and `XX` options.'],
    ['6.0.0', 'Added the `KEEPTTL` option.'],
    ['6.2.0', 'Added the `GET`, `EXAT` and `PXAT` option.'],
    ['7.0.0', 'Allowed the `NX` and `GET` options to be used together.'],
  ],
  reply: reply.oneOf([
    reply.ok('set'),
    reply.null('not set because of a condition'),
    reply.bulk('with GET: the old value'),
  ]),
  pagedArguments: true,
  execute(context, args, out) {
    if (args.count > 3) {
      setWithOptions(context, args, out);
      return;
    }
    if (!setString(context.db, args, 1, 2, NO_EXPIRY)) throw new ReplyError(ERRORS.outOfMemory);
    context.keyspace.dirty++;
    out.ok();
  },
});

interface SetOptions {
  condition: 'NX' | 'XX' | null;
  isGetting: boolean;
  isKeepingTtl: boolean;
  expireAt: ExpireAt;
}

const EXPIRE_TOKENS: readonly (readonly [string, ExpireUnit, ExpireBase])[] = [
  ['EX', 'seconds', 'relative'],
  ['PX', 'milliseconds', 'relative'],
  ['EXAT', 'seconds', 'absolute'],
  ['PXAT', 'milliseconds', 'absolute'],
];

/** Reads what follows the value. An invalid time is an error only where the syntax is right. */
function parseOptions(args: Arguments, nowMs: number): SetOptions {
  const options: SetOptions = {
    condition: null,
    isGetting: false,
    isKeepingTtl: false,
    expireAt: NO_EXPIRY,
  };
  let expire: readonly [string, ExpireUnit, ExpireBase] | undefined;
  let expireArgument = 0;
  for (let i = 3; i < args.count; i++) {
    const token = EXPIRE_TOKENS.find(([name]) => args.is(i, name));
    if (args.is(i, 'NX') && options.condition !== 'XX') options.condition = 'NX';
    else if (args.is(i, 'XX') && options.condition !== 'NX') options.condition = 'XX';
    else if (args.is(i, 'GET')) options.isGetting = true;
    else if (args.is(i, 'KEEPTTL') && expire === undefined) options.isKeepingTtl = true;
    else if (token !== undefined && isExpireAllowed(args, i, options, expire)) {
      expire = token;
      expireArgument = ++i;
    } else throw new ReplyError(ERRORS.syntax);
  }
  if (expire !== undefined) {
    const [, unit, base] = expire;
    options.expireAt = positiveExpireArgument(args, expireArgument, unit, base, nowMs, 'set');
  }
  return options;
}

function isExpireAllowed(
  args: Arguments,
  i: number,
  options: SetOptions,
  expire: readonly [string, ExpireUnit, ExpireBase] | undefined,
): boolean {
  return expire === undefined && !options.isKeepingTtl && i + 1 < args.count;
}

function setWithOptions(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  const { db } = context;
  const options = parseOptions(args, context.nowMs);
  const key = args.starts[1];
  const found = options.isGetting
    ? db.lookupForRead(args.bytes, key, args.ends[1])
    : db.find(args.bytes, key, args.ends[1]);
  if (options.isGetting) replyOld(context, found, out);
  if (options.condition !== null && (options.condition === 'NX') === (found !== 0)) {
    if (!options.isGetting) out.null();
    return;
  }
  const isKept = options.isKeepingTtl && found !== 0 && db.view.isVolatile;
  const expireAt = isKept ? db.view.expireAtExact : options.expireAt;
  if (!setString(db, args, 1, 2, expireAt)) throw new ReplyError(ERRORS.outOfMemory);
  context.keyspace.dirty++;
  if (!options.isGetting) out.ok();
}

function replyOld({ db }: CommandContext, found: number, out: ReplyWriter): void {
  if (found === 0) out.null();
  else if (isString(db.view)) replyString(db, out);
  else throw new ReplyError(ERRORS.wrongType);
}
