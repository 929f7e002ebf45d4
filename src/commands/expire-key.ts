/** What EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT share. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { ExpireAt } from '../keyspace/item-layout.js';
import { RELEASE_DELETE } from '../memory/allocation-hooks.js';
import type { Arguments } from '../protocol/arguments.js';
import { type ArgumentSpec, arg } from './argument-specs.js';
import type { CommandContext } from './context.js';
import { type ExpireBase, type ExpireUnit, expireArgument } from './expire-options.js';
import { printedName } from './printed-name.js';

/** The documented options behind the time. */
export const EXPIRE_CONDITION: ArgumentSpec = arg.oneOf(
  'condition',
  [arg.token('nx', 'NX'), arg.token('xx', 'XX'), arg.token('gt', 'GT'), arg.token('lt', 'LT')],
  { optional: true, since: '7.0.0' },
);

const CONDITION_NX = 1;
const CONDITION_XX = 2;
const CONDITION_GT = 4;
const CONDITION_LT = 8;

function parseConditions(args: Arguments): number {
  let conditions = 0;
  for (let i = 3; i < args.count; i++) {
    if (args.is(i, 'NX')) conditions |= CONDITION_NX;
    else if (args.is(i, 'XX')) conditions |= CONDITION_XX;
    else if (args.is(i, 'GT')) conditions |= CONDITION_GT;
    else if (args.is(i, 'LT')) conditions |= CONDITION_LT;
    else throw new ReplyError(`ERR Unsupported option ${printedName(args, i)}`);
  }
  if ((conditions & CONDITION_NX) !== 0 && conditions !== CONDITION_NX) {
    const text = 'NX and XX, GT or LT options at the same time are not compatible';
    throw new ReplyError(`ERR ${text}`);
  }
  if ((conditions & CONDITION_GT) !== 0 && (conditions & CONDITION_LT) !== 0) {
    throw new ReplyError('ERR GT and LT options at the same time are not compatible');
  }
  return conditions;
}

/** Whether an item may get the new time; `before` is null for one that does not expire. */
function isAllowed(conditions: number, before: ExpireAt | null, after: ExpireAt): boolean {
  if ((conditions & CONDITION_NX) !== 0 && before !== null) return false;
  if ((conditions & CONDITION_XX) !== 0 && before === null) return false;
  // Not to expire counts as the latest of all times.
  if ((conditions & CONDITION_GT) !== 0 && (before === null || after <= before)) return false;
  return (conditions & CONDITION_LT) === 0 || before === null || after < before;
}

/**
 * Gives key 1 the time of argument 2, or removes the key if that has passed. Returns 1, or 0 if
 * there is no such key or a condition does not hold. `command` is named in the error of a time out
 * of range.
 */
export function expireKey(
  context: CommandContext,
  args: Arguments,
  unit: ExpireUnit,
  base: ExpireBase,
  command: string,
): number {
  const { db, keyspace, nowMs } = context;
  const conditions = parseConditions(args);
  const expireAt = expireArgument(args, 2, unit, base, nowMs, command);
  if (db.lookupForWrite(args.bytes, args.starts[1], args.ends[1]) === 0) return 0;
  const before = db.view.isVolatile ? db.view.expireAtExact : null;
  if (!isAllowed(conditions, before, expireAt)) return 0;
  if (expireAt <= nowMs) db.removeFound(RELEASE_DELETE, keyspace.freeing.ofExpired);
  else if (!db.setExpiry(expireAt)) throw new ReplyError(ERRORS.outOfMemory);
  keyspace.dirty++;
  return 1;
}
