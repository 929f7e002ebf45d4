/**
 * GETEX key [EX s | PX ms | EXAT s | PXAT ms | PERSIST]: the string at key, with a new expiry.
 * Source: the Redis command reference, GETEX.
 */
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';

import { RELEASE_EXPIRY } from '../../memory/allocation-hooks.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { ExpiryChoice } from '../expiry-choice.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFoundOrNull } from '../string-exchange.js';

export const getex = defineCommand({
  name: 'getex',
  group: 'string',
  since: '6.2.0',
  complexity: 'O(1)',
  summary: 'Get the value of a key and optionally set its expiration',
  arity: -2,
  flags: ['write', 'fast'],
  acl: ['string'],
  keys: keyRange({
    first: 1,
    flags: ['RW', 'access', 'update'],
    notes: 'RW and UPDATE because it changes the TTL',
  }),
  args: [
    arg.key('key'),
    arg.oneOf(
      'expiration',
      [
        arg.integer('seconds', { token: 'EX' }),
        arg.integer('milliseconds', { token: 'PX' }),
        arg.unixTime('unix-time-seconds', { token: 'EXAT' }),
        arg.unixTime('unix-time-milliseconds', { token: 'PXAT' }),
        arg.token('persist', 'PERSIST'),
      ],
      { optional: true },
    ),
  ],
  reply: reply.oneOf([reply.bulk('the value of the key'), reply.null('the key does not exist')]),
  execute(context, args, out) {
    const { db } = context;
    parseOptions(args);
    const found = db.lookupForRead(args.bytes, args.starts[1], args.ends[1]);
    replyFoundOrNull(db, found, out);
    if (found !== 0 && expiry.isGiven) changeExpiry(context, args);
  },
});

const expiry = new ExpiryChoice('PERSIST', 'getex');

function parseOptions(args: Arguments): void {
  expiry.reset();
  for (let i = 2; i < args.count; ) {
    const taken = expiry.take(args, i);
    if (taken === 0) throw new ReplyError(ERRORS.syntax);
    i += taken;
  }
}

/** Gives the found item the expiry that was asked for, and ends it where that lies in the past. */
function changeExpiry({ db, keyspace, nowMs }: CommandContext, args: Arguments): void {
  const expireAt = expiry.expireAt(args, nowMs);
  if (expiry.isAbsolute && expireAt <= nowMs) {
    db.removeFound(RELEASE_EXPIRY);
  } else {
    if (expiry.isWord && !db.view.isVolatile) return;
    const isSet = db.setExpiry(expireAt);
    if (!isSet) throw new ReplyError(ERRORS.outOfMemory);
  }
  keyspace.dirty++;
}
