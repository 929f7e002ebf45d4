/** Checks of what clients say about themselves. */
import { ReplyError } from '../base/reply-error.js';

/** Whether `text` is ASCII from "!" to "~": it stands unquoted in CLIENT LIST. */
function isPlain(text: string): boolean {
  return /^[!-~]*$/.test(text);
}

/** Throws unless `name` may be a client's name. */
export function checkClientName(name: string): void {
  if (isPlain(name)) return;
  throw new ReplyError('ERR Client names cannot contain spaces, newlines or special characters.');
}

/**
 * Throws unless `value` may be the value of CLIENT SETINFO's `attribute`, named as the client did.
 */
export function checkClientAttribute(attribute: string, value: string): void {
  if (isPlain(value)) return;
  throw new ReplyError(`ERR ${attribute} cannot contain spaces, newlines or special characters.`);
}
