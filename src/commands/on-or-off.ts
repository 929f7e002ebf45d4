/** An argument that switches something. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Arguments } from '../protocol/arguments.js';

/** Argument i, which must be ON or OFF in any case. */
export function onOrOff(args: Arguments, i: number): 'on' | 'off' {
  if (args.is(i, 'ON')) return 'on';
  if (args.is(i, 'OFF')) return 'off';
  throw new ReplyError(ERRORS.syntax);
}
