import { expect, test } from 'vitest';
import { ReplyError } from '../../../src/base/reply-error.js';
import type { LaterReply } from '../../../src/commands/heap-port.js';
import { ReplyWriter } from '../../../src/protocol/reply-writer.js';
import { answerLater, type WaitingClient } from '../../../src/server/later-replies.js';
import { REPLIES_ON, type ReplyMode, SKIPPING } from '../../../src/server/reply-mode.js';

/** A client that notes what it is told, in order. */
class NotingClient implements WaitingClient {
  readonly resp = 3;
  readonly notes: string[] = [];
  isClosing = false;
  replyMode: ReplyMode = REPLIES_ON;

  constructor(private readonly out: ReplyWriter) {}

  hold(): void {
    this.notes.push('hold');
  }

  flush(): void {
    const { bytes, position } = this.out;
    this.notes.push(Buffer.from(bytes.subarray(0, position)).toString());
    this.out.reset(true);
  }

  release(): void {
    this.notes.push('release');
  }
}

function setUp() {
  const out = new ReplyWriter();
  const errors: string[] = [];
  const bugs: unknown[] = [];
  const parts = {
    out,
    errorReplied: (text: string) => errors.push(text),
    reportBug: (error: unknown) => bugs.push(error),
  };
  return { parts, client: new NotingClient(out), errors, bugs };
}

const answered: LaterReply = (out) => out.boolean(true);

test('the client is held until the reply is sent, in its own protocol version', async () => {
  const { parts, client } = setUp();
  let resolve: (reply: LaterReply) => void = () => {};
  const done = answerLater(parts, client, new Promise((one) => (resolve = one)));
  expect(client.notes).toEqual(['hold']);
  resolve(answered);
  await done;
  expect(client.notes).toEqual(['hold', '#t\r\n', 'release']);
});

test('an error reply is counted; a bug is reported and tells nothing', async () => {
  const { parts, client, errors, bugs } = setUp();
  await answerLater(parts, client, Promise.reject(new ReplyError('ERR no')));
  expect([client.notes[1], errors, bugs]).toEqual(['-ERR no\r\n', ['ERR no'], []]);
  const bug = new TypeError('secret');
  await answerLater(parts, client, Promise.reject(bug));
  expect(client.notes[4]).toBe('-ERR internal error, see the log\r\n');
  expect(bugs).toEqual([bug]);
});

test('who has gone gets nothing, and who wants no reply only goes on', async () => {
  const gone = setUp();
  gone.client.isClosing = true;
  await answerLater(gone.parts, gone.client, Promise.resolve(answered));
  expect(gone.client.notes).toEqual(['hold']);
  const silent = setUp();
  silent.client.replyMode = SKIPPING;
  const done = answerLater(silent.parts, silent.client, Promise.resolve(answered));
  silent.client.replyMode = REPLIES_ON;
  await done;
  expect(silent.client.notes).toEqual(['hold', 'release']);
});
