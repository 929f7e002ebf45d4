/**
 * Writes replies in RESP 2 or 3 straight into one buffer. The server sends the buffer once per
 * read event; large string values are not copied into it but attached by reference and streamed
 * from their pages (`attachments`).
 *
 * Within one command the buffer only grows, so a command can go back to a remembered position
 * (CLIENT REPLY OFF, an error thrown half-way through a reply).
 */
import { integerLength, writeInteger } from '../base/parse-integer.js';

const CR = 13;
const LF = 10;
/** Room for a type byte, a safe integer and two line ends. */
const HEADER_AND_END_BYTES = 26;
const DEFAULT_SIZE_BYTES = 65_536;
/** A buffer that grew beyond this is dropped after it was sent. */
const KEEP_SIZE_BYTES_MAX = 1_048_576;
/** Up to this length a byte loop beats the call of a native copy. */
const LOOP_COPY_BYTES_MAX = 96;

/** Views of the buffer that are kept by length; a power of two. */
const VIEWS_KEPT = 64;

/** A value streamed from elsewhere once the buffer has been sent up to `position`. */
export interface Attachment {
  position: number;
  source: ReplySource;
}

/** Bytes outside the reply buffer that belong to a reply, pinned until they are sent. */
export interface ReplySource {
  readonly length: number;
  /** Bytes of memory it holds itself, beside what it refers to. */
  readonly heldBytes: number;
  /** The next piece to send, at most `size` bytes, or null when all has been read. */
  read(size: number): Uint8Array | null;
  /** Called once, when everything was sent or the client is gone. */
  close(): void;
}

export class ReplyWriter {
  bytes = new Uint8Array(DEFAULT_SIZE_BYTES);
  position = 0;
  /** The protocol version of the client that is being answered. */
  resp: 2 | 3 = 2;
  attachments: Attachment[] = [];
  private readonly views: (Uint8Array | undefined)[] = new Array(VIEWS_KEPT).fill(undefined);
  /** Text of the last error reply written, for statistics; empty if there was none. */
  errorText = '';

  /** Makes room for `size` more bytes. */
  ensure(size: number): void {
    if (this.position + size > this.bytes.length) this.grow(size);
  }

  private grow(size: number): void {
    const grown = new Uint8Array(Math.max(this.position + size, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.position)); // cold
    this.bytes = grown;
  }

  /** Starts afresh after the content was sent; `isKept` says the buffer itself may be reused. */
  reset(isKept: boolean): void {
    if (!isKept || this.bytes.length > KEEP_SIZE_BYTES_MAX) {
      this.bytes = new Uint8Array(DEFAULT_SIZE_BYTES);
      this.views.fill(undefined);
    }
    this.position = 0;
    if (this.attachments.length > 0) this.attachments = [];
  }

  /**
   * What was written so far, as a view of the buffer. Replies of equal length come often, so a few
   * views are kept: making one costs more than sending it some bytes.
   */
  written(): Uint8Array {
    const { bytes, position, views } = this;
    const place = position & (VIEWS_KEPT - 1);
    const kept = views[place];
    if (kept !== undefined && kept.length === position && kept.buffer === bytes.buffer) return kept;
    const view = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, position);
    views[place] = view;
    return view;
  }

  /** Goes back to an earlier position and number of attachments. */
  truncate(position: number, attachmentCount: number): void {
    this.position = position;
    while (this.attachments.length > attachmentCount) this.attachments.pop()?.source.close();
  }

  ok(): void {
    this.ensure(5);
    const { bytes, position } = this;
    bytes[position] = 0x2b;
    bytes[position + 1] = 0x4f;
    bytes[position + 2] = 0x4b;
    bytes[position + 3] = CR;
    bytes[position + 4] = LF;
    this.position = position + 5;
  }

  /** A simple string; `text` is ASCII without line ends. */
  simple(text: string): void {
    this.line(0x2b, text);
  }

  /** An error reply; `text` begins with its code. Line ends inside become spaces. */
  error(text: string): void {
    this.errorText = text;
    this.line(0x2d, text.replace(/[\r\n]/g, ' '));
  }

  private line(type: number, text: string): void {
    this.ensure(text.length * 3 + 3);
    this.bytes[this.position++] = type;
    this.raw(text);
    this.endLine();
  }

  private endLine(): void {
    this.bytes[this.position++] = CR;
    this.bytes[this.position++] = LF;
  }

  /** Appends text: a byte a character where all are below 256, as UTF-8 otherwise. */
  private raw(text: string): void {
    const { bytes } = this;
    let { position } = this;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 255) {
        this.rawUtf8(text);
        return;
      }
      bytes[position++] = code;
    }
    this.position = position;
  }

  private rawUtf8(text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.ensure(encoded.length + 2);
    this.bytes.set(encoded, this.position);
    this.position += encoded.length;
  }

  /** A header line such as ":12" or "*3"; `value` is a safe integer. */
  private header(type: number, value: number): void {
    this.ensure(24);
    const { bytes } = this;
    let { position } = this;
    bytes[position++] = type;
    if (value >= 0 && value < 10) bytes[position++] = 0x30 + value;
    else position = writeInteger(bytes, position, value);
    bytes[position] = CR;
    bytes[position + 1] = LF;
    this.position = position + 2;
  }

  /** An integer reply; `value` is a safe integer. */
  integer(value: number): void {
    this.header(0x3a, value);
  }

  /** An integer reply of any 64-bit value. */
  bigInteger(value: bigint): void {
    this.line(0x3a, value.toString());
  }

  /** A bulk string copied from `bytes`, from `start` to before `end`. */
  bulk(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.ensure(length + HEADER_AND_END_BYTES);
    const target = this.bytes;
    let { position } = this;
    target[position++] = 0x24;
    if (length < 10) target[position++] = 0x30 + length;
    else position = writeInteger(target, position, length);
    target[position] = CR;
    target[position + 1] = LF;
    position += 2;
    if (length <= LOOP_COPY_BYTES_MAX) {
      for (let at = start; at < end; at++) target[position++] = bytes[at];
    } else {
      target.set(bytes.subarray(start, end), position);
      position += length;
    }
    target[position] = CR;
    target[position + 1] = LF;
    this.position = position + 2;
  }

  /**
   * Begins a bulk string of `length` bytes; the caller writes them at `position`, then `bulkEnd`.
   */
  bulkStart(length: number): void {
    this.header(0x24, length);
    this.ensure(length + 2);
  }

  bulkEnd(): void {
    this.endLine();
  }

  /** A bulk string of text, encoded as `raw` says. */
  bulkText(text: string): void {
    if (!isLatin1(text)) {
      const encoded = new TextEncoder().encode(text);
      this.bulk(encoded, 0, encoded.length);
      return;
    }
    this.header(0x24, text.length);
    this.ensure(text.length + 2);
    this.raw(text);
    this.endLine();
  }

  /** A safe integer as a bulk string. */
  bulkInteger(value: number): void {
    const length = integerLength(value);
    this.bulkStart(length);
    this.position = writeInteger(this.bytes, this.position, value);
    this.bulkEnd();
  }

  /** A bulk string whose bytes are streamed from `source` instead of copied. */
  bulkSource(source: ReplySource): void {
    this.header(0x24, source.length);
    this.attachments.push({ position: this.position, source });
    this.ensure(2);
    this.endLine();
  }

  /** The null bulk string of RESP 2, the null of RESP 3. */
  null(): void {
    if (this.resp === 3) this.line(0x5f, '');
    else this.line(0x24, '-1');
  }

  /** The null array of RESP 2, the null of RESP 3. */
  nullArray(): void {
    if (this.resp === 3) this.line(0x5f, '');
    else this.line(0x2a, '-1');
  }

  array(count: number): void {
    this.header(0x2a, count);
  }

  /** Begins an array whose length is not known yet; `endArray` takes what this returns. */
  beginArray(): number {
    return this.position;
  }

  /** Puts the header of an array of `count` in front of what was written since `beginArray`. */
  endArray(mark: number, count: number): void {
    const end = this.position;
    this.header(0x2a, count);
    const size = this.position - end;
    const header = this.bytes.slice(end, end + size); // cold
    this.bytes.copyWithin(mark + size, mark, end);
    this.bytes.set(header, mark);
    for (const attachment of this.attachments) {
      if (attachment.position >= mark) attachment.position += size;
    }
  }

  /** A map of `count` pairs: in RESP 2 a flat array of twice as many. */
  map(count: number): void {
    if (this.resp === 3) this.header(0x25, count);
    else this.header(0x2a, count * 2);
  }

  set(count: number): void {
    this.header(this.resp === 3 ? 0x7e : 0x2a, count);
  }

  push(count: number): void {
    this.header(this.resp === 3 ? 0x3e : 0x2a, count);
  }

  /** A boolean in RESP 3, 1 or 0 in RESP 2. */
  boolean(value: boolean): void {
    if (this.resp === 3) this.line(0x23, value ? 't' : 'f');
    else this.integer(value ? 1 : 0);
  }

  /** A double already formatted as Redis prints it; a bulk string in RESP 2. */
  doubleText(text: string): void {
    if (this.resp === 3) this.line(0x2c, text);
    else this.bulkText(text);
  }

  /** A verbatim string in RESP 3 (`format` is three letters), a bulk string in RESP 2. */
  verbatim(format: string, text: string): void {
    if (this.resp !== 3) {
      this.bulkText(text);
      return;
    }
    const content = `${format}:${text}`;
    const size = isLatin1(content) ? content.length : new TextEncoder().encode(content).length;
    this.header(0x3d, size);
    this.ensure(size + 2);
    this.raw(content);
    this.endLine();
  }

  /** A big number in RESP 3, a bulk string in RESP 2. */
  bigNumber(digits: string): void {
    if (this.resp === 3) this.line(0x28, digits);
    else this.bulkText(digits);
  }

  /** Bytes that are a whole reply already. */
  encoded(bytes: Uint8Array): void {
    this.ensure(bytes.length);
    this.bytes.set(bytes, this.position);
    this.position += bytes.length;
  }
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) return false;
  return true;
}
