/**
 * Replies that come later than the request: the client is held, so that its next requests wait and
 * replies keep their order, while other clients are served.
 */
import { ReplyError } from '../base/reply-error.js';
import type { LaterReply } from '../commands/heap-port.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import { REPLIES_ON, type ReplyMode } from './reply-mode.js';

/** What is needed of the client that waits. */
export interface WaitingClient {
  readonly resp: 2 | 3;
  readonly isClosing: boolean;
  readonly replyMode: ReplyMode;
  /** Leaves requests from now on waiting until `release`. */
  hold(): void;
  flush(): void;
  release(): void;
}

export interface LaterReplyParts {
  readonly out: ReplyWriter;
  /** Told of the text of each error reply. */
  readonly errorReplied: (text: string) => void;
  /** Told of an error that is a bug of ours. */
  readonly reportBug: (error: unknown) => void;
}

/** Holds the client until the answer is there, then sends it and goes on with its requests. */
export async function answerLater(
  parts: LaterReplyParts,
  client: WaitingClient,
  answer: Promise<LaterReply>,
): Promise<void> {
  client.hold();
  const isSilent = client.replyMode !== REPLIES_ON;
  let write: LaterReply;
  try {
    write = await answer;
  } catch (error) {
    const text = textOf(parts, error);
    write = (out) => out.error(text);
    parts.errorReplied(text);
  }
  if (client.isClosing) return;
  // No request is being executed between two turns of the event loop, so the writer is free.
  if (!isSilent) {
    parts.out.resp = client.resp;
    write(parts.out);
    client.flush();
  }
  client.release();
}

function textOf(parts: LaterReplyParts, error: unknown): string {
  if (error instanceof ReplyError) return error.text;
  parts.reportBug(error);
  return 'ERR internal error, see the log';
}
