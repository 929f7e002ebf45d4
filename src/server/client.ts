/**
 * A connected client: its state, its requests as they arrive and its replies as they leave. All
 * clients of a server share the read buffer, the arguments and the reply writer, because requests
 * are executed one after the other; a client keeps only what one read left over.
 */
import type { ClientPort } from '../commands/client-port.js';
import type { Connection, ConnectionHandler } from '../platform/connection.js';
import type { LargeRequest } from '../protocol/large-request.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import type { RequestLimits } from '../protocol/request-limits.js';
import { INCOMPLETE } from '../protocol/request-parser.js';
import type { ClientHost } from './client-host.js';
import { OutputQueue } from './output-queue.js';

const STAR = 0x2a;
/** What is left of a read is parsed again with the next one, unless it is longer than this. */
const REMAINDER_BYTES_MAX = 16_384;
const REPLY_BYTES_FLUSH = 65_536;

export class Client implements ClientPort, ConnectionHandler {
  readonly id: number;
  resp: 2 | 3 = 2;
  /** Number of the selected database. */
  dbNumber = 0;
  readonly limits: RequestLimits;
  readonly createdMs: number;
  /** When the last request was executed, by the server's clock. */
  lastInteractionMs: number;
  receivedBytes = 0;
  sentBytes = 0;
  commandCount = 0;
  /** What came of an incomplete request and is too short to be worth collecting. */
  private remainder: Uint8Array | null = null;
  private large: LargeRequest | null = null;
  readonly output = new OutputQueue();
  /** No more requests are read once this is set; the connection ends when replies are sent. */
  isClosing = false;
  /** Requests are left waiting while this is set (a blocked or paused client). */
  isHeld = false;

  constructor(
    private readonly host: ClientHost,
    readonly connection: Connection,
  ) {
    this.id = host.nextClientId();
    this.limits = host.newLimits();
    this.createdMs = host.clock.nowMs();
    this.lastInteractionMs = this.createdMs;
  }

  /** Bytes of requests that wait to be complete. */
  get queryBytes(): number {
    return (this.remainder?.length ?? 0) + (this.large?.heldBytes ?? 0);
  }

  /** Bytes of replies that the system has not taken yet. */
  get outputBytes(): number {
    return this.output.bytes + this.connection.pendingBytes;
  }

  receive(size: number): void {
    if (this.isClosing) return;
    const { host } = this;
    this.receivedBytes += size;
    host.bytesRead(size);
    let start = host.readStart;
    const limit = start + size;
    if (this.remainder !== null) {
      start -= this.remainder.length;
      host.readBuffer.set(this.remainder, start);
      this.remainder = null;
    }
    this.process(start, limit);
  }

  /**
   * Goes on with requests that waited while the client was held. Not to be called while requests
   * are being executed: it uses the read buffer.
   */
  release(): void {
    this.isHeld = false;
    const { host } = this;
    const remainder = this.remainder ?? new Uint8Array(0);
    if (!this.isClosing) {
      this.remainder = null;
      const start = host.readStart + host.readSize - remainder.length;
      host.readBuffer.set(remainder, start);
      this.process(start, start + remainder.length);
    }
    if (!this.isHeld) this.connection.resumeReading();
  }

  /** Executes the requests in the read buffer from `start` on and sends the replies. */
  private process(start: number, limit: number): void {
    const { host } = this;
    host.beginBatch(this);
    try {
      this.executeAll(start, limit);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      host.failProtocol(this, error);
    } finally {
      host.endBatch();
      this.flush();
    }
  }

  private executeAll(start: number, limit: number): void {
    let at = start;
    while ((at < limit || this.large?.isComplete === true) && !this.isClosing && !this.isHeld) {
      if (this.large !== null) {
        at = this.feedLarge(this.large, at, limit);
        continue;
      }
      const next = this.executeBatch(at, limit);
      if (next === INCOMPLETE) break;
      at = next;
    }
    if ((at < limit || this.isHeld) && !this.isClosing) this.keep(at, limit);
  }

  /**
   * Executes the complete requests at `at`, several where they are small; returns where it
   * stopped, or INCOMPLETE if there is none.
   */
  private executeBatch(start: number, limit: number): number {
    const { host } = this;
    const { batch } = host;
    const isAlone = this.limits.isUnauthenticated || !host.isLookingAhead(this);
    const count = isAlone ? 0 : batch.fill(host.readBuffer, start, limit, this.limits);
    if (count === 0) return this.executeOne(start, limit);
    host.lookAhead(this);
    let at = start;
    for (let i = 0; i < count && !this.isClosing && !this.isHeld; i++) {
      batch.select(i);
      if (host.args.count > 0 && !host.execute(this, host.selectAhead(i))) return at;
      at = batch.ends[i];
      if (host.out.position >= REPLY_BYTES_FLUSH) this.flush();
    }
    return at;
  }

  private executeOne(start: number, limit: number): number {
    const { host } = this;
    const end = host.parser.parse(host.readBuffer, start, limit, this.limits);
    if (end === INCOMPLETE || host.args.count === 0) return end;
    return host.execute(this) ? end : start;
  }

  /** Keeps what is left of a read until more comes. */
  private keep(at: number, limit: number): void {
    const { host } = this;
    const isRequest = host.readBuffer[at] === STAR && !this.isHeld;
    if (isRequest && limit - at > REMAINDER_BYTES_MAX) {
      this.large = host.newLargeRequest(this.limits);
      this.feedLarge(this.large, at, limit);
      return;
    }
    this.remainder = host.readBuffer.slice(at, limit);
    if (this.isHeld) this.connection.pauseReading();
  }

  private feedLarge(large: LargeRequest, start: number, limit: number): number {
    const { host } = this;
    const at = large.feed(host.readBuffer, start, limit);
    if (large.heldBytes > host.queryBytesMax) {
      host.closeForQueryBuffer(this);
      return limit;
    }
    if (large.isComplete && host.executeLarge(this, large)) this.large = null;
    return at;
  }

  /** Sends what the reply writer holds. */
  flush(): void {
    const { out } = this.host;
    if (out.position === 0) return;
    this.sentBytes += out.position;
    if (out.attachments.length > 0 || !this.output.isEmpty) this.enqueue();
    else this.writeReplies();
    if (this.isClosing && this.output.isEmpty) this.connection.end();
    else this.host.checkOutput(this);
  }

  private writeReplies(): void {
    const { out } = this.host;
    const { connection } = this;
    this.host.bytesWritten(out.position);
    if (connection.pendingBytes > 0) {
      connection.write(out.bytes.slice(0, out.position)); // cold
      out.reset(true);
      return;
    }
    const isTaken = connection.write(
      Buffer.from(out.bytes.buffer as ArrayBuffer, out.bytes.byteOffset, out.position),
    );
    out.reset(isTaken);
  }

  private enqueue(): void {
    const { out } = this.host;
    let from = 0;
    for (const { position, source } of out.attachments) {
      this.output.pushBytes(out.bytes.slice(from, position)); // cold
      this.output.pushSource(source);
      from = position;
    }
    this.output.pushBytes(out.bytes.slice(from, out.position)); // cold
    out.reset(true);
    this.pump();
  }

  private pump(): void {
    this.host.bytesWritten(this.output.pump(this.connection));
  }

  /** Sends bytes outside the reply to a request (a push, a MONITOR line). */
  send(bytes: Uint8Array): void {
    if (this.isClosing) return;
    this.sentBytes += bytes.length;
    if (this.output.isEmpty) {
      this.host.bytesWritten(bytes.length);
      this.connection.write(bytes);
    } else this.output.pushBytes(bytes);
    this.host.checkOutput(this);
  }

  drained(): void {
    this.pump();
    if (this.isClosing && this.output.isEmpty) this.connection.end();
  }

  /** Ends the connection after the replies written so far. */
  closeAfterReplies(): void {
    this.isClosing = true;
    if (this.host.out.position === 0 && this.output.isEmpty) this.connection.end();
  }

  /** Ends the connection at once. */
  kill(): void {
    this.isClosing = true;
    this.connection.destroy();
  }

  closed(): void {
    this.isClosing = true;
    this.large?.release();
    this.large = null;
    this.remainder = null;
    this.output.clear();
    this.host.removeClient(this);
  }
}
