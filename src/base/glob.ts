/**
 * Glob patterns on bytes as KEYS, SCAN, PSUBSCRIBE and CONFIG GET use them: `*`, `?`, `[a-z]`,
 * `[^x]` and backslash escapes, with Redis's answers in the odd cases too (classes that never end,
 * ranges in reverse order, bytes over 127 compared as signed). Only the last star met is ever tried
 * again, so the time is at most pattern length × text length. Source: observed replies of Redis.
 */

const STAR = 0x2a;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const DASH = 0x2d;

/** Where the class that classMatches last read ends: one past its bracket. */
let classEnd = 0;

/**
 * True if the whole of text[tStart, tEnd) matches pattern[pStart, pEnd). As in Redis, a star does
 * not match an empty text; commands that take a lone `*` to mean everything say so themselves, or
 * use GlobPattern.
 */
export function globMatches(
  pattern: Uint8Array,
  pStart: number,
  pEnd: number,
  text: Uint8Array,
  tStart: number,
  tEnd: number,
  nocase: boolean,
): boolean {
  let p = pStart;
  let t = tStart;
  let afterStar = -1;
  let starText = 0;
  if (t >= tEnd) return p >= pEnd;
  while (t < tEnd) {
    if (p < pEnd && pattern[p] === STAR) {
      do p++;
      while (p < pEnd && pattern[p] === STAR);
      if (p === pEnd) return true;
      afterStar = p;
      starText = t;
      continue;
    }
    const next = p < pEnd ? matchOne(pattern, p, pEnd, text[t], nocase) : -1;
    if (next >= 0) {
      p = next;
      t++;
    } else {
      if (afterStar < 0) return false;
      p = afterStar;
      t = ++starText;
    }
  }
  while (p < pEnd && pattern[p] === STAR) p++;
  return p === pEnd;
}

/** The place in the pattern after the element at p if it matches the byte, else -1. */
function matchOne(
  pattern: Uint8Array,
  p: number,
  pEnd: number,
  byte: number,
  nocase: boolean,
): number {
  let literal = pattern[p];
  let next = p + 1;
  if (literal === QUESTION) return next;
  if (literal === OPEN) {
    return classMatches(pattern, next, pEnd, byte, nocase) ? classEnd : -1;
  }
  if (literal === BACKSLASH && next < pEnd) literal = pattern[next++];
  if (literal === byte) return next;
  return nocase && toLower(literal) === toLower(byte) ? next : -1;
}

/**
 * True if the byte is in the class whose inside starts at p. Sets classEnd. An escaped byte in a
 * class is compared with its case, and a dash takes whatever follows as its range's end, even `]`.
 */
function classMatches(
  pattern: Uint8Array,
  p: number,
  pEnd: number,
  byte: number,
  nocase: boolean,
): boolean {
  let at = p;
  const isNegated = at < pEnd && pattern[at] === CARET;
  if (isNegated) at++;
  const folded = nocase ? toLower(byte) : byte;
  let isInside = false;
  while (at < pEnd) {
    const literal = pattern[at];
    if (literal === BACKSLASH && at + 1 < pEnd) {
      if (pattern[at + 1] === byte) isInside = true;
      at += 2;
    } else if (literal === CLOSE) {
      at++;
      break;
    } else if (at + 2 < pEnd && pattern[at + 1] === DASH) {
      if (rangeHolds(literal, pattern[at + 2], folded, nocase)) isInside = true;
      at += 3;
    } else {
      if ((nocase ? toLower(literal) : literal) === folded) isInside = true;
      at++;
    }
  }
  classEnd = at;
  return isInside !== isNegated;
}

/** True if the byte lies between two others in either order, all taken as signed. */
function rangeHolds(first: number, second: number, byte: number, nocase: boolean): boolean {
  const a = toSigned(first);
  const b = toSigned(second);
  // The bounds are put in order before their case is folded, as in Redis.
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const signed = toSigned(byte);
  if (!nocase) return signed >= low && signed <= high;
  return signed >= toLower(low) && signed <= toLower(high);
}

function toSigned(byte: number): number {
  return (byte << 24) >> 24;
}

function toLower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

type PatternKind = 'everything' | 'literal' | 'prefix' | 'general';

/**
 * A pattern that is matched many times. A lone `*` matches everything, the empty text included, as
 * in KEYS and SCAN; `prefix*` and patterns without special bytes are compared directly.
 */
export class GlobPattern {
  readonly kind: PatternKind;
  private readonly pattern: Uint8Array;
  private readonly literalLength: number;

  /** Keeps a copy of pattern[start, end). */
  constructor(pattern: Uint8Array, start: number, end: number) {
    this.pattern = Uint8Array.prototype.slice.call(pattern, start, end);
    const special = this.pattern.findIndex(isSpecial);
    this.literalLength = special < 0 ? end - start : special;
    const isStarLast =
      special >= 0 && this.pattern[special] === STAR && special === end - start - 1;
    if (special < 0) this.kind = 'literal';
    else if (!isStarLast) this.kind = 'general';
    else this.kind = special === 0 ? 'everything' : 'prefix';
  }

  /** The bytes every match starts with, without the pattern's special part. */
  get literalPrefix(): Uint8Array {
    return this.pattern.subarray(0, this.literalLength);
  }

  /** True if the whole of text[start, end) matches. */
  matches(text: Uint8Array, start: number, end: number): boolean {
    if (this.kind === 'everything') return true;
    if (this.kind === 'general') {
      return globMatches(this.pattern, 0, this.pattern.length, text, start, end, false);
    }
    const length = this.literalLength;
    if (this.kind === 'literal' ? end - start !== length : end - start < length) return false;
    for (let index = 0; index < length; index++) {
      if (text[start + index] !== this.pattern[index]) return false;
    }
    return true;
  }
}

function isSpecial(byte: number): boolean {
  return byte === STAR || byte === QUESTION || byte === OPEN || byte === BACKSLASH;
}
