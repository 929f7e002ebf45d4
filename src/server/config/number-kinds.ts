/**
 * Numbers: integers within a range, amounts of memory with units, file permissions in octal.
 * Values are parsed as 64-bit integers, so that range checks and CONFIG GET are exact; as a typed
 * value a number beyond 2^53 is the nearest one JavaScript has.
 */
import { type DirectiveKind, InvalidValue, type Parsed, rewriteAsText } from './directive-kind.js';

export const INT_MAX = 2n ** 31n - 1n;
export const UINT_MAX = 2n ** 32n - 1n;
export const LONG_MAX = 2n ** 63n - 1n;
export const ULONG_MAX = 2n ** 64n - 1n;

const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;
/** Digits kept of an amount of memory; Redis's buffer for them has the same size. */
const MEMORY_DIGITS_MAX = 127;

export interface IntegerOptions {
  /** Values outside are accepted and moved to the nearer end. */
  readonly clamp?: readonly [bigint, bigint];
}

export function integer(
  low: bigint,
  high: bigint,
  options: IntegerOptions = {},
): DirectiveKind<number> {
  return {
    arity: 'one',
    parse(words) {
      const number = parseInteger(words[0]!);
      if (number === null) throw new InvalidValue("argument couldn't be parsed into an integer");
      checkRange(number, low, high);
      return parsedNumber(clamped(number, options.clamp));
    },
    rewriteLines: rewriteAsText,
  };
}

/** A decimal 64-bit integer without sign +, leading zero or space; otherwise null. */
function parseInteger(word: string): bigint | null {
  if (!INTEGER.test(word)) return null;
  const number = BigInt(word);
  return number >= -LONG_MAX - 1n && number <= LONG_MAX ? number : null;
}

function clamped(number: bigint, range: readonly [bigint, bigint] | undefined): bigint {
  if (range === undefined) return number;
  if (number < range[0]) return range[0];
  return number > range[1] ? range[1] : number;
}

function checkRange(number: bigint, low: bigint, high: bigint): void {
  if (number >= low && number <= high) return;
  throw new InvalidValue(`argument must be between ${low} and ${high} inclusive`);
}

function parsedNumber(number: bigint): Parsed<number> {
  return { value: Number(number), text: String(number) };
}

export interface MemoryOptions extends IntegerOptions {
  /** The complaint about a number of bytes that is in range and yet unusable, or null. */
  readonly check?: (bytes: number) => string | null;
}

/** An amount of memory in bytes, with a unit (b, k, kb, m, mb, g, gb: k is 1000, kb 1024). */
export function memory(
  low: bigint,
  high: bigint,
  options: MemoryOptions = {},
): DirectiveKind<number> {
  return {
    arity: 'one',
    parse(words) {
      const bytes = parseMemory(words[0]!);
      if (bytes === null) throw new InvalidValue('argument must be a memory value');
      checkRange(bytes, low, high);
      const parsed = parsedNumber(clamped(bytes, options.clamp));
      const complaint = options.check?.(parsed.value) ?? null;
      if (complaint !== null) throw new InvalidValue(complaint);
      return parsed;
    },
    rewriteLines: rewriteAsMemory,
  };
}

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['', 1n],
  ['b', 1n],
  ['k', 1000n],
  ['kb', 1024n],
  ['m', 1000n ** 2n],
  ['mb', 1024n ** 2n],
  ['g', 1000n ** 3n],
  ['gb', 1024n ** 3n],
]);

/**
 * Bytes as an unsigned 64-bit number, or null. As in Redis: no digits are 0, too large a number
 * is 2^64-1, and the product with the unit wraps around.
 */
export function parseMemory(word: string): bigint | null {
  const match = /^([0-9]*)([^0-9]*)$/.exec(word);
  if (match === null) return null;
  const [, digits, unitName] = match as unknown as [string, string, string];
  const unit = UNITS.get(unitName.toLowerCase());
  if (unit === undefined || digits.length > MEMORY_DIGITS_MAX) return null;
  const number = BigInt(digits);
  return BigInt.asUintN(64, (number > ULONG_MAX ? ULONG_MAX : number) * unit);
}

/** Bytes as a number of the largest unit that divides them. */
export function formatMemory(bytes: bigint): string {
  if (bytes === 0n) return '0';
  for (const name of ['gb', 'mb', 'kb']) {
    const unit = UNITS.get(name)!;
    if (bytes % unit === 0n) return `${bytes / unit}${name}`;
  }
  return String(bytes);
}

function rewriteAsMemory(current: Parsed<number>, initial: Parsed<number>) {
  const isForced = current.text !== initial.text;
  return [{ words: formatMemory(BigInt(current.text)), isForced }];
}

export interface MemoryOrPercent {
  readonly unit: 'bytes' | 'percent';
  readonly amount: number;
}

/** Bytes, or 0% to 100% of something the directive names. */
export const memoryOrPercent: DirectiveKind<MemoryOrPercent> = {
  arity: 'one',
  parse(words) {
    const word = words[0]!;
    const percent = word.endsWith('%') ? parseInteger(word.slice(0, -1)) : null;
    if (percent !== null && percent >= 0n) return parsedPercent(percent);
    const bytes = parseMemory(word);
    if (bytes === null) throw new InvalidValue('argument must be a memory or percent value');
    if (bytes > LONG_MAX) return parsedPercent(bytes);
    return { value: { unit: 'bytes', amount: Number(bytes) }, text: String(bytes) };
  },
  rewriteLines(current, initial) {
    const isForced = current.text !== initial.text;
    const isPercent = current.value.unit === 'percent';
    return [{ words: isPercent ? current.text : formatMemory(BigInt(current.text)), isForced }];
  },
};

function parsedPercent(percent: bigint): Parsed<MemoryOrPercent> {
  if (percent > 100n) throw new InvalidValue('percentage argument must be less or equal to 100');
  return { value: { unit: 'percent', amount: Number(percent) }, text: `${percent}%` };
}

/** File permissions, written in octal. */
export function octal(high: number): DirectiveKind<number> {
  return {
    arity: 'one',
    parse(words) {
      const word = words[0]!;
      if (!/^[0-7]*$/.test(word)) {
        throw new InvalidValue("argument couldn't be parsed as an octal number");
      }
      const value = word === '' ? 0 : Number.parseInt(word, 8);
      if (value > high) {
        throw new InvalidValue(`argument must be between 0 and ${high.toString(8)} inclusive`);
      }
      return { value, text: value.toString(8) };
    },
    rewriteLines: rewriteAsText,
  };
}
