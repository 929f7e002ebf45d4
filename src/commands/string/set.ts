/**
 * SET key value [NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]: sets key to a string.
 * Source: the Redis command reference, SET.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { NO_EXPIRY } from '../../keyspace/item-layout.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { ExpiryChoice } from '../expiry-choice.js';
import { KeyFlag, keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFoundOrNull, setString } from '../string-exchange.js';

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

const expiry = new ExpiryChoice('KEEPTTL', 'set');
let condition: 'NX' | 'XX' | null = null;
let isGetting = false;

/** Reads what follows the value into the variables above. */
function parseOptions(args: Arguments): void {
  expiry.reset();
  condition = null;
  isGetting = false;
  for (let i = 3; i < args.count; i++) {
    if (args.is(i, 'NX') && condition !== 'XX') condition = 'NX';
    else if (args.is(i, 'XX') && condition !== 'NX') condition = 'XX';
    else if (args.is(i, 'GET')) isGetting = true;
    else {
      const taken = expiry.take(args, i);
      if (taken === 0) throw new ReplyError(ERRORS.syntax);
      i += taken - 1;
    }
  }
}

function setWithOptions(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  const { db } = context;
  const key = args.starts[1];
  const keyEnd = args.ends[1];
  parseOptions(args);
  let expireAt = expiry.expireAt(args, context.nowMs);
  const found = isGetting
    ? db.lookupForRead(args.bytes, key, keyEnd)
    : db.find(args.bytes, key, keyEnd);
  if (isGetting) replyFoundOrNull(db, found, out);
  if (condition !== null && (condition === 'NX') === (found !== 0)) {
    if (!isGetting) out.null();
    return;
  }
  if (expiry.isWord && found !== 0) expireAt = db.view.expireAtExact;
  if (!setString(db, args, 1, 2, expireAt)) throw new ReplyError(ERRORS.outOfMemory);
  context.keyspace.dirty++;
  if (!isGetting) out.ok();
}
