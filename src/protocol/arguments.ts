/**
 * The arguments of the request being executed, as offsets into the bytes it was read into: no
 * object, string or Buffer is made per argument. Argument 0 is the command name.
 *
 * One instance serves a whole server: its fields are overwritten by the next request, so nothing
 * may keep them beyond `execute`. An argument too large for the read buffer arrives in pages
 * (`paged[i]` is then its PageCollector and its offsets are empty); commands whose definition says
 * `pagedArguments` take it from there, for all others the dispatcher lays it out flat first.
 */

import { ERRORS } from '../base/errors.js';
import { parseInt53, parseInt64 } from '../base/parse-integer.js';
import { ReplyError } from '../base/reply-error.js';
import type { PageCollector } from '../structures/page-collector.js';

const INITIAL_CAPACITY = 64;
const CASE_BIT = 0x20;

export class Arguments {
  /** Holds every argument that is not paged; offsets below point into it. */
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  starts = new Int32Array(INITIAL_CAPACITY);
  ends = new Int32Array(INITIAL_CAPACITY);
  /** Non-null while some argument is paged; entry i belongs to argument i. */
  paged: (PageCollector | undefined)[] | null = null;
  /** Arguments that the command said are not to be shown to anybody, such as passwords. */
  private readonly redacted: number[] = [];

  /** Makes room for `count` arguments, keeping those that are set. */
  ensureCapacity(count: number): void {
    if (count <= this.starts.length) return;
    const capacity = Math.max(count, this.starts.length * 2);
    const starts = new Int32Array(capacity);
    const ends = new Int32Array(capacity);
    starts.set(this.starts);
    ends.set(this.ends);
    this.starts = starts;
    this.ends = ends;
  }

  /** Keeps argument i of this request out of MONITOR and the slow log. */
  redact(i: number): void {
    this.redacted.push(i);
  }

  isRedacted(i: number): boolean {
    return this.redacted.includes(i);
  }

  /** To be called when whoever shows arguments has seen the request. */
  forgetRedacted(): void {
    if (this.redacted.length > 0) this.redacted.length = 0;
  }

  /** The bytes of argument i, paged or not. */
  length(i: number): number {
    const paged = this.paged === null ? undefined : this.paged[i];
    return paged === undefined ? this.ends[i] - this.starts[i] : paged.length;
  }

  /** Whether argument i is `token`, which is given in upper case, whatever its own case. */
  is(i: number, token: string): boolean {
    const start = this.starts[i];
    if (this.ends[i] - start !== token.length) return false;
    for (let k = 0; k < token.length; k++) {
      let byte = this.bytes[start + k];
      if (byte >= 0x61 && byte <= 0x7a) byte ^= CASE_BIT;
      if (byte !== token.charCodeAt(k)) return false;
    }
    return true;
  }

  /** Argument i as a string, a character a byte: for names and messages, not for data. */
  latin1(i: number): string {
    const { bytes } = this;
    let text = '';
    for (let at = this.starts[i]; at < this.ends[i]; at++) text += String.fromCharCode(bytes[at]);
    return text;
  }

  /** Argument i as UTF-8 text. */
  utf8(i: number): string {
    return new TextDecoder().decode(this.bytes.subarray(this.starts[i], this.ends[i])); // cold
  }

  /** A copy of argument i that outlives the request. */
  copy(i: number): Uint8Array {
    return this.bytes.slice(this.starts[i], this.ends[i]); // cold
  }

  /**
   * Argument i as a safe integer; throws `error` where it is none or out of ±(2^53−1).
   * For values that may span all 64 bits use `int64`.
   */
  integer(i: number, error: string = ERRORS.notAnInteger): number {
    const value = parseInt53(this.bytes, this.starts[i], this.ends[i]);
    if (Number.isNaN(value)) throw new ReplyError(error);
    return value;
  }

  /**
   * Argument i as a 64-bit integer, rounded where it is out of ±(2^53−1): for positions, which are
   * only compared with lengths. Throws where it is none.
   */
  roundedInteger(i: number): number {
    const value = parseInt53(this.bytes, this.starts[i], this.ends[i]);
    return Number.isNaN(value) ? Number(this.int64(i)) : value;
  }

  /** Argument i as a 64-bit integer; throws `error` where it is none. */
  int64(i: number, error: string = ERRORS.notAnInteger): bigint {
    const value = parseInt64(this.bytes, this.starts[i], this.ends[i]);
    if (value === null) throw new ReplyError(error);
    return value;
  }
}
