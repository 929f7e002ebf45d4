/**
 * Collects a request that does not fit the read buffer, read by read, each byte once: its small
 * arguments in one growing buffer, each large one in pages. When it is complete its arguments are
 * laid into `Arguments` and it is executed like any other.
 */
import type { MemoryManager } from '../memory/memory-manager.js';
import { PageCollector } from '../structures/page-collector.js';
import type { Arguments } from './arguments.js';
import { ProtocolError } from './protocol-error.js';
import { LINE_BYTES_MAX, type RequestLimits } from './request-limits.js';
import { checkArgumentCount, checkBulkSize, failBulkType, lineNumber } from './request-parser.js';

const CR = 13;
const DOLLAR = 0x24;

enum State {
  Count,
  Size,
  Body,
  BodyEnd,
  Complete,
}

/** Room for small arguments at first: most large requests have a few and one large value. */
const SMALL_ARGUMENT_BYTES = 512;

/** Arguments from this size on are received into pages. */
export const PAGED_ARGUMENT_BYTES_MIN = 32_768;

export class LargeRequest {
  /** Bytes held so far, in pages and out of them. */
  heldBytes = 0;
  private state = State.Count;
  private line = '';
  private sawReturn = false;
  private argumentCount = 0;
  private parsed = 0;
  private bulkLeft = 0;
  private endLeft = 0;
  private bytes = new Uint8Array(SMALL_ARGUMENT_BYTES);
  private used = 0;
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  private paged: (PageCollector | undefined)[] = [];
  private collector: PageCollector | null = null;

  constructor(
    private readonly memory: MemoryManager,
    private readonly owner: number,
    private readonly limits: RequestLimits,
  ) {}

  get isComplete(): boolean {
    return this.state === State.Complete;
  }

  /** Bytes set aside for small arguments and not filled yet. */
  get freeBytes(): number {
    return this.bytes.length - this.used;
  }

  /** Whether memory was refused for some argument. */
  get isRefused(): boolean {
    return this.paged.some((argument) => argument?.isRefused === true);
  }

  /** Takes what belongs to the request from bytes[start, limit); returns where it stopped. */
  feed(bytes: Uint8Array, start: number, limit: number): number {
    let at = start;
    while (at < limit && this.state !== State.Complete) {
      if (this.state === State.Body) at = this.takeBody(bytes, at, limit);
      else if (this.state === State.BodyEnd) at = this.takeBodyEnd(at, limit);
      else at = this.takeLine(bytes, at, limit);
    }
    return at;
  }

  /** Lays the complete request into `args`. */
  fill(args: Arguments): void {
    args.ensureCapacity(this.argumentCount);
    args.starts.set(this.starts.subarray(0, this.argumentCount)); // cold
    args.ends.set(this.ends.subarray(0, this.argumentCount)); // cold
    args.bytes = this.bytes;
    args.count = this.argumentCount;
    args.paged = this.paged.length > 0 ? this.paged : null;
  }

  /** Gives back what no command adopted. */
  release(): void {
    for (const argument of this.paged) argument?.release();
    this.paged = [];
  }

  private takeLine(bytes: Uint8Array, start: number, limit: number): number {
    let at = start;
    while (at < limit) {
      const byte = bytes[at++];
      if (this.sawReturn) {
        this.sawReturn = false;
        this.endLine();
        return at;
      }
      if (this.line === '' && this.state === State.Size && byte !== DOLLAR) failBulkType(byte);
      if (byte === CR) this.sawReturn = true;
      else this.line += String.fromCharCode(byte);
      if (this.line.length > LINE_BYTES_MAX) this.failLine();
    }
    return at;
  }

  private failLine(): never {
    const what = this.state === State.Count ? 'mbulk' : 'bulk';
    throw new ProtocolError(`too big ${what} count string`);
  }

  private endLine(): void {
    const number = lineNumber(Buffer.from(this.line, 'latin1'), 1, this.line.length);
    this.line = '';
    if (this.state === State.Count) {
      checkArgumentCount(number, this.limits);
      this.argumentCount = Math.max(0, number);
      this.state = number > 0 ? State.Size : State.Complete;
      return;
    }
    checkBulkSize(number, this.limits);
    this.startBody(number);
  }

  private startBody(size: number): void {
    if (this.parsed === this.starts.length) this.widen();
    this.bulkLeft = size;
    this.starts[this.parsed] = this.used;
    if (size >= PAGED_ARGUMENT_BYTES_MIN) {
      this.collector = new PageCollector(this.memory, this.owner, size);
      while (this.paged.length < this.parsed) this.paged.push(undefined);
      this.paged.push(this.collector);
    } else {
      this.collector = null;
      this.ensure(size);
    }
    this.ends[this.parsed] = this.used + (this.collector === null ? size : 0);
    this.state = size === 0 ? State.BodyEnd : State.Body;
    this.endLeft = 2;
  }

  private takeBody(bytes: Uint8Array, start: number, limit: number): number {
    const size = Math.min(this.bulkLeft, limit - start);
    if (this.collector !== null) this.collector.append(bytes, start, start + size);
    else {
      this.bytes.set(bytes.subarray(start, start + size), this.used); // cold
      this.used += size;
    }
    this.heldBytes += size;
    this.bulkLeft -= size;
    if (this.bulkLeft === 0) this.state = State.BodyEnd;
    return start + size;
  }

  private takeBodyEnd(start: number, limit: number): number {
    const size = Math.min(this.endLeft, limit - start);
    this.endLeft -= size;
    if (this.endLeft === 0) {
      this.parsed++;
      this.state = this.parsed === this.argumentCount ? State.Complete : State.Size;
    }
    return start + size;
  }

  private ensure(size: number): void {
    if (this.used + size <= this.bytes.length) return;
    const wide = new Uint8Array(Math.max(this.used + size, this.bytes.length * 2));
    wide.set(this.bytes.subarray(0, this.used)); // cold
    this.bytes = wide;
  }

  private widen(): void {
    const starts = new Int32Array(this.starts.length * 2);
    const ends = new Int32Array(this.ends.length * 2);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }
}
