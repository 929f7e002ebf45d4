import { expect, test } from 'vitest';
import type { Connection } from '../../../src/platform/connection.js';
import type { ReplySource } from '../../../src/protocol/reply-writer.js';
import { OutputQueue } from '../../../src/server/output-queue.js';

/** A connection's writing end that takes bytes only when told to. */
class Sink {
  isOpen = true;
  pendingBytes = 0;
  received = '';

  write(bytes: Uint8Array): boolean {
    this.pendingBytes += bytes.length;
    this.received += Buffer.from(bytes).toString('latin1');
    return false;
  }

  get connection(): Connection {
    return this as unknown as Connection;
  }
}

class TextSource implements ReplySource {
  readonly length: number;
  isClosed = false;
  private position = 0;

  constructor(
    private readonly text: string,
    readonly heldBytes = 0,
  ) {
    this.length = text.length;
  }

  read(size: number): Uint8Array | null {
    if (this.position === this.length) return null;
    const piece = this.text.slice(this.position, this.position + size);
    this.position += piece.length;
    return Buffer.from(piece);
  }

  close(): void {
    expect(this.isClosed).toBe(false);
    this.isClosed = true;
  }
}

test('parts are sent in order, and no more of them than the socket takes', () => {
  const queue = new OutputQueue();
  const sink = new Sink();
  const text = 'abcdefghij'.repeat(100_000);
  const source = new TextSource(text);
  queue.pushBytes(Buffer.from('head'));
  queue.pushSource(source);
  queue.pushBytes(Buffer.from('tail'));
  queue.pushBytes(new Uint8Array(0));
  expect([queue.count, queue.bytes, queue.heldBytes]).toEqual([3, 1_000_008, 8]);
  let sent = queue.pump(sink.connection);
  expect(sink.pendingBytes).toBeLessThan(400_000);
  expect(queue.isEmpty).toBe(false);
  expect(queue.bytes).toBe(1_000_008 - sent);
  while (!queue.isEmpty) {
    sink.pendingBytes = 0;
    sent += queue.pump(sink.connection);
  }
  expect(sent).toBe(1_000_008);
  expect(sink.received === `head${text}tail`).toBe(true);
  expect(source.isClosed).toBe(true);
  expect([queue.count, queue.bytes]).toEqual([0, 0]);
});

test('thousands of small parts keep their order', () => {
  const queue = new OutputQueue();
  const sink = new Sink();
  let expected = '';
  for (let i = 0; i < 3000; i++) {
    const text = `${i},`;
    expected += text;
    if (i % 3 === 0) queue.pushSource(new TextSource(text));
    else queue.pushBytes(Buffer.from(text));
    if (i % 500 === 499) queue.pump(sink.connection);
    sink.pendingBytes = 0;
  }
  queue.pump(sink.connection);
  expect(sink.received).toBe(expected);
  expect(queue.isEmpty).toBe(true);
});

test('clear closes what was not sent, and only that', () => {
  const queue = new OutputQueue();
  const sink = new Sink();
  const sources = [new TextSource('a'), new TextSource('b'.repeat(900_000)), new TextSource('c')];
  for (const source of sources) queue.pushSource(source);
  queue.pump(sink.connection);
  expect(sources.map((source) => source.isClosed)).toEqual([true, false, false]);
  queue.clear();
  expect(sources.map((source) => source.isClosed)).toEqual([true, true, true]);
  expect([queue.count, queue.bytes, queue.heldBytes]).toEqual([0, 0, 0]);
});

test('nothing is read for a connection that is closed', () => {
  const queue = new OutputQueue();
  const sink = new Sink();
  sink.isOpen = false;
  queue.pushBytes(Buffer.from('x'));
  expect(queue.pump(sink.connection)).toBe(0);
  expect(queue.bytes).toBe(1);
});
