/**
 * Cuts a stream of RESP2 and RESP3 replies into frames of raw bytes, one frame a whole reply with
 * everything nested in it. It finds where a reply ends and says nothing about what it means, so
 * that two servers can be compared byte for byte. Streamed (unknown length) types, which no Redis
 * server sends, are refused. Source: the RESP3 specification.
 */
const CR = 13;
const LF = 10;
const LINE_TYPES = '+-:_,#(';
const BULK_TYPES = '$!=';
const LIST_TYPES = '*~>';
const PAIR_TYPES = '%|';

/** The stream is not RESP: a type byte nobody knows, a bad length or a missing line end. */
export class FramingError extends Error {
  constructor(message: string, around: Buffer) {
    super(`${message}, at ${JSON.stringify(around.subarray(0, 60).toString('latin1'))}`);
    this.name = 'FramingError';
  }
}

export class FrameScanner {
  private bytes = Buffer.allocUnsafe(64 * 1024);
  private end = 0;
  private frameStart = 0;
  private cursor = 0;
  /** Where the search for the current line's end goes on, so that no byte is looked at twice. */
  private lineSearch = 0;
  /** How many values are still missing at each level of nesting. */
  private missing: number[] = [1];

  /** Takes more bytes and returns the frames they complete. */
  push(chunk: Buffer): Buffer[] {
    this.append(chunk);
    const frames: Buffer[] = [];
    while (this.scanValue()) {
      if (this.missing.length > 0) continue;
      frames.push(Buffer.from(this.bytes.subarray(this.frameStart, this.cursor)));
      this.frameStart = this.cursor;
      this.missing = [1];
    }
    return frames;
  }

  /** Bytes that belong to a frame not complete yet. */
  get pendingBytes(): number {
    return this.end - this.frameStart;
  }

  private append(chunk: Buffer): void {
    if (this.end + chunk.length > this.bytes.length) this.makeRoom(chunk.length);
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  private makeRoom(size: number): void {
    const live = this.end - this.frameStart;
    const enough = live + size;
    const target =
      enough * 2 > this.bytes.length
        ? Buffer.allocUnsafe(Math.max(65_536, enough * 2))
        : this.bytes;
    this.bytes.copy(target, 0, this.frameStart, this.end);
    this.bytes = target;
    this.cursor -= this.frameStart;
    this.lineSearch -= this.frameStart;
    this.end = live;
    this.frameStart = 0;
  }

  /** Consumes one value's header, and its body unless it is an aggregate; false if cut short. */
  private scanValue(): boolean {
    if (this.cursor === this.end) return false;
    const lineEnd = this.findLineEnd();
    if (lineEnd < 0) return false;
    const type = String.fromCharCode(this.bytes[this.cursor] as number);
    const after = lineEnd + 2;
    if (LINE_TYPES.includes(type)) return this.advance(after, 0);
    const length = this.lengthIn(this.cursor + 1, lineEnd);
    if (BULK_TYPES.includes(type)) {
      if (length < 0) return this.advance(after, 0);
      if (after + length + 2 > this.end) return false;
      this.expectLineEnd(after + length);
      return this.advance(after + length + 2, 0);
    }
    if (LIST_TYPES.includes(type)) return this.advance(after, Math.max(0, length));
    if (PAIR_TYPES.includes(type)) {
      // An attribute precedes the value it describes and does not count as one.
      return this.advance(after, length * 2, type === '|' ? 'prefix' : 'value');
    }
    throw new FramingError(`unknown type byte ${JSON.stringify(type)}`, this.around());
  }

  private advance(to: number, children: number, role: 'value' | 'prefix' = 'value'): true {
    this.cursor = to;
    this.lineSearch = to;
    const { missing } = this;
    if (role === 'value') missing[missing.length - 1] = (missing.at(-1) as number) - 1;
    if (children > 0) missing.push(children);
    while (missing.length > 0 && missing.at(-1) === 0) missing.pop();
    return true;
  }

  private findLineEnd(): number {
    let at = this.bytes.indexOf(LF, Math.max(this.lineSearch, this.cursor));
    if (at >= this.end) at = -1;
    if (at < 0) {
      this.lineSearch = this.end;
      return -1;
    }
    this.lineSearch = at;
    if (this.bytes[at - 1] !== CR) throw new FramingError('line ends without CR', this.around());
    return at - 1;
  }

  private lengthIn(from: number, to: number): number {
    const text = this.bytes.toString('latin1', from, to);
    if (!/^(-1|\d{1,10})$/.test(text)) {
      throw new FramingError(`bad length ${JSON.stringify(text)}`, this.around());
    }
    return Number(text);
  }

  private expectLineEnd(at: number): void {
    if (this.bytes[at] === CR && this.bytes[at + 1] === LF) return;
    throw new FramingError('bulk does not end in CRLF', this.around());
  }

  private around(): Buffer {
    return this.bytes.subarray(this.cursor, this.end);
  }
}
