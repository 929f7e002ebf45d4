/**
 * A connected client: its state, its requests as they arrive and its replies as they leave. All
 * clients of a server share the read buffer, the arguments and the reply writer, because requests
 * are executed one after the other; a client keeps only what one read left over.
 */
import type { ClientPort, ReplyChoice } from '../commands/client-port.js';
import type { Command } from '../commands/define-command.js';
import type { Connection, ConnectionHandler } from '../platform/connection.js';
import type { LargeRequest } from '../protocol/large-request.js';
import { ProtocolError } from '../protocol/protocol-error.js';
import type { RequestLimits } from '../protocol/request-limits.js';
import { INCOMPLETE } from '../protocol/request-parser.js';
import type { ClientHost } from './client-host.js';
import { isLocal } from './connection-admission.js';
import { OutputQueue } from './output-queue.js';
import { REPLIES_ON, type ReplyMode, replyModeOf } from './reply-mode.js';

const STAR = 0x2a;
/** What is left of a read is parsed again with the next one, unless it is longer than this. */
const REMAINDER_BYTES_MAX = 16_384;
const REPLY_BYTES_FLUSH = 65_536;
/** A held client is read from until so much waits: that it goes away is noticed meanwhile. */
const HELD_BYTES_MAX = 65_536;

export class Client implements ClientPort, ConnectionHandler {
  readonly id: number;
  resp: 2 | 3 = 2;
  dbNumber = 0;
  name = '';
  libraryName = '';
  libraryVersion = '';
  isNoEvict = false;
  isNoTouch = false;
  isMonitor = false;
  replyMode: ReplyMode = REPLIES_ON;
  limits: RequestLimits;
  readonly createdMs: number;
  /** When the last request was executed, by the server's clock. */
  lastInteractionMs: number;
  /** Of the last request; null before the first and after one that is no command. */
  lastCommand: Command | null = null;
  /** Since when the soft limit of its replies is exceeded; 0 while it is not. */
  softLimitSinceMs = 0;
  /** The most bytes of replies to one read since the peak was last reset. */
  replyPeakBytes = 0;
  /** What came of an incomplete request and is too short to be worth collecting. */
  private remainder: Uint8Array | null = null;
  private large: LargeRequest | null = null;
  /** What came while the client was held. */
  private waiting: Uint8Array | null = null;
  private queue: OutputQueue | null = null;
  /** No more requests are read once this is set; the connection ends when replies are sent. */
  isClosing = false;
  /** Requests are left waiting while this is set (a blocked or paused client). */
  isHeld = false;
  private isGone = false;

  constructor(
    private readonly host: ClientHost,
    readonly connection: Connection,
  ) {
    this.id = host.nextClientId();
    this.limits = host.authentication.limitsOfNewClient();
    this.createdMs = host.clock.nowMs();
    this.lastInteractionMs = this.createdMs;
  }

  /** Bytes of requests that wait to be complete, or to be executed. */
  get queryBytes(): number {
    const kept = (this.remainder?.length ?? 0) + (this.waiting?.length ?? 0);
    return kept + (this.large?.heldBytes ?? 0);
  }

  /** Bytes of memory set aside for a large request and not filled yet. */
  get queryFreeBytes(): number {
    return this.large?.freeBytes ?? 0;
  }

  /** Parts of replies that wait behind a streamed value. */
  get queuedParts(): number {
    return this.queue?.count ?? 0;
  }

  get isLocal(): boolean {
    return isLocal(this.connection);
  }

  /** Bytes of replies that the system has not taken yet. */
  get outputBytes(): number {
    return (this.queue?.bytes ?? 0) + this.connection.pendingBytes;
  }

  /** Bytes of memory they hold beside the pages of the data. */
  get outputHeldBytes(): number {
    return (this.queue?.heldBytes ?? 0) + this.connection.pendingBytes;
  }

  private get hasQueue(): boolean {
    return this.queue !== null && !this.queue.isEmpty;
  }

  receive(size: number): void {
    if (this.isClosing) return;
    const { host } = this;
    host.bytesRead(size);
    if (this.isHeld) this.wait(host.readStart, size);
    else this.take(size);
  }

  /** Adds what was read to what waits until the client is released. */
  private wait(start: number, size: number): void {
    const { readBuffer } = this.host;
    const before = this.waiting?.length ?? 0;
    const waiting = new Uint8Array(before + size);
    if (this.waiting !== null) waiting.set(this.waiting);
    waiting.set(readBuffer.subarray(start, start + size), before);
    this.waiting = waiting;
    if (waiting.length > HELD_BYTES_MAX) this.connection.pauseReading();
  }

  /** Processes `size` bytes at the start of the read buffer, after what was left over. */
  private take(size: number): void {
    const { host } = this;
    let start = host.readStart;
    const limit = start + size;
    if (this.remainder !== null) {
      start -= this.remainder.length;
      host.readBuffer.set(this.remainder, start);
      this.remainder = null;
    }
    this.process(start, limit);
  }

  /** Leaves requests from the one being admitted on waiting until `release`. */
  hold(): void {
    this.isHeld = true;
  }

  /**
   * Goes on with requests that waited while the client was held. Not to be called while requests
   * are being executed: it uses the read buffer.
   */
  release(): void {
    this.isHeld = false;
    const { host } = this;
    const waiting = this.waiting ?? new Uint8Array(0);
    this.waiting = null;
    let at = 0;
    do {
      if (this.isClosing) return;
      const size = Math.min(host.readSize, waiting.length - at);
      host.readBuffer.set(waiting.subarray(at, at + size), host.readStart);
      if (this.isHeld) this.wait(host.readStart, size);
      else this.take(size);
      at += size;
    } while (at < waiting.length);
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
      if (this.isClosing) this.endIfSent();
    }
  }

  private executeAll(start: number, limit: number): void {
    const { host } = this;
    let at = start;
    while ((at < limit || this.large?.isComplete === true) && !this.isClosing && !this.isHeld) {
      if (this.large !== null) {
        at = this.feedLarge(this.large, at, limit);
        continue;
      }
      const next = this.executeBatch(at, limit);
      if (next === INCOMPLETE) break;
      at = next;
      if (host.out.position >= REPLY_BYTES_FLUSH) this.flush();
    }
    if (at < limit && !this.isClosing) this.keep(at, limit);
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
    if (this.isHeld) {
      this.wait(at, limit - at);
      return;
    }
    if (host.readBuffer[at] === STAR && limit - at > REMAINDER_BYTES_MAX) {
      this.large = host.newLargeRequest(this.limits);
      this.feedLarge(this.large, at, limit);
      return;
    }
    this.remainder = host.readBuffer.slice(at, limit);
  }

  private feedLarge(large: LargeRequest, start: number, limit: number): number {
    const { host } = this;
    const at = large.feed(host.readBuffer, start, limit);
    if (large.heldBytes > host.settings.queryBytesMax) {
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
    if (this.isGone) {
      out.truncate(0, 0);
      return;
    }
    if (out.position > this.replyPeakBytes) this.replyPeakBytes = out.position;
    if (out.attachments.length > 0 || this.hasQueue) this.enqueue();
    else this.writeReplies();
  }

  private writeReplies(): void {
    const { out } = this.host;
    const { connection } = this;
    this.host.bytesWritten(out.position);
    const hasPending = connection.pendingBytes > 0;
    const isTaken = connection.write(
      hasPending ? out.bytes.slice(0, out.position) : out.written(), // cold
    );
    out.reset(isTaken || hasPending);
    if (!isTaken) this.host.checkOutput(this);
  }

  private enqueue(): void {
    const { out } = this.host;
    this.queue ??= new OutputQueue();
    let from = 0;
    for (const { position, source } of out.attachments) {
      this.queue.pushBytes(out.bytes.slice(from, position)); // cold
      this.queue.pushSource(source);
      from = position;
    }
    this.queue.pushBytes(out.bytes.slice(from, out.position)); // cold
    out.reset(true);
    this.pump();
    this.host.checkOutput(this);
  }

  private pump(): void {
    if (this.queue === null) return;
    const sent = this.queue.pump(this.connection);
    if (sent > 0) this.host.bytesWritten(sent);
  }

  /** Sends bytes outside the reply to a request (a push, a MONITOR line). */
  send(bytes: Uint8Array): void {
    if (this.isClosing) return;
    const { host } = this;
    if (host.executing === this) {
      host.out.encoded(bytes);
      return;
    }
    if (this.hasQueue) this.queue?.pushBytes(bytes);
    else {
      host.bytesWritten(bytes.length);
      this.connection.write(bytes);
    }
    host.checkOutput(this);
  }

  drained(): void {
    this.pump();
    if (this.isClosing) this.endIfSent();
  }

  private endIfSent(): void {
    if (!this.isGone && !this.hasQueue) this.connection.end();
  }

  closeAfterReplies(): void {
    this.isClosing = true;
    if (this.host.executing !== this) this.endIfSent();
  }

  /** Ends the connection at once. */
  kill(): void {
    this.connection.destroy();
    this.closed();
  }

  closed(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isClosing = true;
    this.large?.release();
    this.large = null;
    this.remainder = null;
    this.waiting = null;
    this.queue?.clear();
    this.host.removeClient(this);
  }

  get isAuthenticated(): boolean {
    return !this.limits.isUnauthenticated || !this.host.authentication.isRequired;
  }

  select(number: number): boolean {
    if (!(number >= 0 && number < this.host.databaseCount)) return false;
    this.dbNumber = number;
    return true;
  }

  switchProtocol(version: 2 | 3): void {
    this.resp = version;
    this.host.out.resp = version;
  }

  setReplies(choice: ReplyChoice): void {
    this.replyMode = replyModeOf(choice, this.replyMode);
  }

  authenticate(user: string, password: string): boolean {
    const { authentication } = this.host;
    if (!authentication.accepts(user, password)) return false;
    this.limits = authentication.limits;
    return true;
  }

  startMonitoring(): boolean {
    if (this.isMonitor) return false;
    this.isMonitor = true;
    this.host.startMonitoring(this);
    return true;
  }

  reset(): void {
    if (this.isMonitor) this.host.stopMonitoring(this);
    this.isMonitor = false;
    this.dbNumber = 0;
    this.name = '';
    this.isNoEvict = false;
    this.isNoTouch = false;
    this.replyMode = REPLIES_ON;
    this.limits = this.host.authentication.limitsOfNewClient();
    this.switchProtocol(2);
  }
}
