/**
 * Inline requests: a line of words, for people who type into a socket. Words are split at white
 * space; double quotes take \n \r \t \b \a \xHH and \" escapes, single quotes only \'. A zero byte
 * ends the line. (Redis, which looks for the line's end with C's string functions, does not answer
 * such a line at all.)
 */
import type { Arguments } from './arguments.js';
import { ProtocolError } from './protocol-error.js';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, a: 7 };

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 9 && byte <= 13);
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Reads one line's words; an instance is used for one line. */
class InlineScanner {
  private readonly target: Uint8Array;
  private written = 0;

  constructor(
    private readonly line: Uint8Array,
    private at: number,
    private readonly limit: number,
    private readonly args: Arguments,
  ) {
    this.target = new Uint8Array(limit - at);
    args.bytes = this.target;
    args.count = 0;
    args.paged = null;
  }

  scan(): void {
    for (;;) {
      while (this.at < this.limit && isSpace(this.line[this.at])) this.at++;
      if (this.at >= this.limit) return;
      this.word();
    }
  }

  private word(): void {
    const { args } = this;
    const index = args.count;
    args.ensureCapacity(index + 1);
    args.starts[index] = this.written;
    while (this.at < this.limit && !isSpace(this.line[this.at])) {
      const byte = this.line[this.at];
      if (byte === QUOTE || byte === APOSTROPHE) {
        this.quoted(byte);
        break;
      }
      this.target[this.written++] = byte;
      this.at++;
    }
    args.ends[index] = this.written;
    args.count = index + 1;
  }

  /** A quoted part, which must end a word. */
  private quoted(quote: number): void {
    this.at++;
    for (;;) {
      if (this.at >= this.limit) throw new ProtocolError('unbalanced quotes in request');
      const byte = this.line[this.at];
      if (byte === quote) break;
      if (byte === BACKSLASH) this.escaped(quote);
      else {
        this.target[this.written++] = byte;
        this.at++;
      }
    }
    this.at++;
    if (this.at < this.limit && !isSpace(this.line[this.at])) {
      throw new ProtocolError('unbalanced quotes in request');
    }
  }

  private escaped(quote: number): void {
    const { line } = this;
    const next = this.at + 1 < this.limit ? line[this.at + 1] : -1;
    if (quote === APOSTROPHE) {
      const isQuote = next === APOSTROPHE;
      this.target[this.written++] = isQuote ? APOSTROPHE : BACKSLASH;
      this.at += isQuote ? 2 : 1;
      return;
    }
    const high = this.at + 2 < this.limit ? hexDigit(line[this.at + 2]) : -1;
    const low = this.at + 3 < this.limit ? hexDigit(line[this.at + 3]) : -1;
    if (next === 0x78 && high >= 0 && low >= 0) {
      this.target[this.written++] = high * 16 + low;
      this.at += 4;
      return;
    }
    if (next < 0) throw new ProtocolError('unbalanced quotes in request');
    this.target[this.written++] = ESCAPES[String.fromCharCode(next)] ?? next;
    this.at += 2;
  }
}

/** Splits line[start, end) into `args`; throws ProtocolError on unbalanced quotes. */
export function splitInlineRequest(
  line: Uint8Array,
  start: number,
  end: number,
  args: Arguments,
): void {
  const zero = line.subarray(start, end).indexOf(0); // cold
  new InlineScanner(line, start, zero < 0 ? end : start + zero, args).scan();
}
