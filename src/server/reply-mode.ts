/**
 * CLIENT REPLY: which of a client's replies are sent. While one is skipped its request may itself
 * decide on the next one, so that skipping is a state of its own.
 */
import type { ReplyChoice } from '../commands/client-port.js';

export const REPLIES_ON = 0;
export const REPLIES_OFF = 1;
/** The next request gets no reply. */
export const SKIP_NEXT = 2;
/** The request that is being executed gets no reply. */
export const SKIPPING = 3;

export type ReplyMode = typeof REPLIES_ON | typeof REPLIES_OFF | typeof SKIP_NEXT | typeof SKIPPING;

/** The mode that a choice leads to: where replies are off there is nothing to skip. */
export function replyModeOf(choice: ReplyChoice, current: ReplyMode): ReplyMode {
  if (choice === 'on') return REPLIES_ON;
  if (choice === 'off' || current === REPLIES_OFF) return REPLIES_OFF;
  return SKIP_NEXT;
}
