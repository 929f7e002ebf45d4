/**
 * Draws arguments: a small pool of keys so that commands meet, ordinary values most of the time,
 * and the edges of every range often enough. Sizes are bounded so that no call asks a server for
 * much memory, and relative times to live are far apart so that GT and LT never depend on the
 * milliseconds that pass between the servers.
 */
import type { Prng } from '../support/prng.js';
import type { Argument } from '../support/resp-connection.js';

const KEYS = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'];
const SMALL_KEYS = ['s1', 's2', 's3'];
const LOG_KEYS = ['h1', 'h2', 'h3', 'h4'];
const BIG_KEY = 'big';
const ODD_KEYS = [
  Buffer.alloc(0),
  Buffer.from([0]),
  Buffer.from([0xff, 0xfe, 0x0d, 0x0a]),
  Buffer.from('key with spaces'),
  Buffer.from('K1'),
  Buffer.alloc(300, 'L'),
  Buffer.alloc(5000, 'x'),
];
const INT64_EDGES = [
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  '-9223372036854775809',
  '9223372036854775806',
  '4294967295',
  '4294967296',
  '2147483647',
  '-2147483648',
  '65536',
  '-1',
  '0',
  '-0',
  '1',
];
const NOT_INTEGERS = ['', ' ', 'abc', '1 ', ' 1', '+1', '01', '1.0', '1e3', '0x10', '--1', '1\0'];
const FLOATS = [
  '0',
  '-0',
  '1',
  '-1.5',
  '3.0e3',
  '1e-5',
  '1.0000000000000000001',
  '0.1',
  '0.30000000000000004',
  '123456789.125',
  '1e17',
  '-1e17',
  '99999999999999999',
  '1E2',
  '+5',
  '.5',
  '5.',
  '0x1p3',
];
const ODD_FLOATS = [
  'inf',
  '-inf',
  '+inf',
  'infinity',
  'nan',
  '-nan',
  'abc',
  '',
  ' 1',
  '1 ',
  '1e',
  'e1',
];
const PATTERNS = ['*', 'k*', 'k?', 'k[1-4]', '[^k]*', 'k\\1', '', 'k[', '*1', 'K*', 'k[4-1]', 's*'];
const TYPE_NAMES = ['string', 'STRING', 'list', 'hash', 'zset', 'set', 'stream'];

export class Values {
  readonly prng: Prng;
  /** True once other types exist: k7 and k8 then hold lists, hashes and the like at times. */
  private nextTtl: number;

  constructor(prng: Prng) {
    this.prng = prng;
    this.nextTtl = prng.integer(1, 50);
  }

  chance(probability: number): boolean {
    return this.prng.chance(probability);
  }

  pick<T>(choices: readonly T[]): T {
    return this.prng.pick(choices);
  }

  /** A key that any command may use. */
  key(): Argument {
    const roll = this.prng.integer(0, 99);
    if (roll < 88) return this.pick(KEYS);
    if (roll < 91) return this.pick(LOG_KEYS);
    if (roll < 93) return this.pick(SMALL_KEYS);
    if (roll < 95) return BIG_KEY;
    if (roll < 98) return 'missing';
    return this.pick(ODD_KEYS);
  }

  /** A key whose value stays under a few hundred bytes, for commands with quadratic cost. */
  smallKey(): Argument {
    return this.pick(SMALL_KEYS);
  }

  /** A key that mostly holds a HyperLogLog. */
  logKey(): Argument {
    return this.chance(0.85) ? this.pick(LOG_KEYS) : this.key();
  }

  /** The one key that grows over several pages. */
  bigKey(): Argument {
    return BIG_KEY;
  }

  keys(min: number, max: number): Argument[] {
    return this.times(min, max, () => this.key());
  }

  times<T>(min: number, max: number, make: () => T): T[] {
    return Array.from({ length: this.prng.integer(min, max) }, make);
  }

  /** A value: integers, text, binary, nothing, rarely something long. */
  value(): Argument {
    const roll = this.prng.integer(0, 99);
    if (roll < 30) return this.prng.integer(-20, 12_000);
    if (roll < 40) return this.pick(INT64_EDGES);
    if (roll < 45) return this.pick(FLOATS);
    if (roll < 48) return this.pick(NOT_INTEGERS);
    if (roll < 52) return '';
    if (roll < 75) return this.text(this.prng.integer(1, 20));
    if (roll < 90) return this.prng.bytes(this.prng.integer(1, 70));
    if (roll < 98) return Buffer.alloc(this.prng.integer(40, 700), this.text(7));
    return this.prng.bytes(this.prng.integer(1000, 5000));
  }

  /** A short value over a small alphabet, so that common subsequences are found. */
  smallValue(): Argument {
    return this.chance(0.1) ? '' : this.text(this.prng.integer(1, 60));
  }

  /** A value of more than one page of 32 KiB. */
  bigValue(): Buffer {
    return Buffer.alloc(this.prng.integer(30_000, 70_000), this.prng.bytes(97));
  }

  text(length: number): string {
    let out = '';
    for (let index = 0; index < length; index += 1) out += this.pick(['a', 'b', 'c', 'D', '1']);
    return out;
  }

  /** An argument that ought to be an integer: small ones, edges, and some that are none. */
  integer(): Argument {
    const roll = this.prng.integer(0, 9);
    if (roll < 6) return this.prng.integer(-30, 30);
    if (roll < 9) return this.pick(INT64_EDGES);
    return this.pick(NOT_INTEGERS);
  }

  float(): Argument {
    const roll = this.prng.integer(0, 9);
    if (roll < 3) return this.prng.integer(-100, 100);
    if (roll < 6) return (this.prng.integer(-1_000_000, 1_000_000) / 1000).toFixed(3);
    if (roll < 9) return this.pick(FLOATS);
    return this.pick(ODD_FLOATS);
  }

  /** A position in a string: small, around a page's end, negative, past any limit or no number. */
  readOffset(): Argument {
    const roll = this.prng.integer(0, 19);
    if (roll < 12) return this.prng.integer(-12, 30);
    if (roll < 15) return this.prng.integer(-1000, 80_000);
    if (roll < 18) return this.pick(INT64_EDGES);
    return this.pick(NOT_INTEGERS);
  }

  /** A byte position to write at: it never makes a string longer than about 3,000 bytes. */
  writeOffset(): Argument {
    const roll = this.prng.integer(0, 19);
    if (roll < 14) return this.prng.integer(0, 40);
    if (roll < 16) return this.prng.integer(0, 3000);
    if (roll < 17) return this.pick(NOT_INTEGERS);
    return this.pick(['-1', '536870912', '536870913', '4294967295', ...INT64_EDGES.slice(0, 6)]);
  }

  /** A bit position to write at, bounded likewise; 2^32 and above are past the limit. */
  writeBit(): Argument {
    const roll = this.prng.integer(0, 19);
    if (roll < 14) return this.prng.integer(0, 100);
    if (roll < 16) return this.prng.integer(0, 20_000);
    if (roll < 17) return this.pick(NOT_INTEGERS);
    return this.pick(['-1', '4294967296', '4294967300', ...INT64_EDGES.slice(0, 5)]);
  }

  /** Seconds to live: never the same twice in a sequence and at least 100 s apart. */
  seconds(): Argument {
    return this.chance(0.75) ? this.distinctSeconds() : this.oddTime();
  }

  milliseconds(): Argument {
    return this.chance(0.75) ? this.distinctSeconds() * 1000 : this.oddTime();
  }

  /** A second of the epoch: long past or in the next century. */
  atSeconds(): Argument {
    const roll = this.prng.integer(0, 9);
    if (roll < 6) return 4_102_444_800 + this.prng.integer(0, 5) * 1000;
    return roll < 8 ? this.pick([1, 1000, 1_000_000_000]) : this.oddTime();
  }

  atMilliseconds(): Argument {
    const roll = this.prng.integer(0, 9);
    if (roll < 6) return 4_102_444_800_000 + this.prng.integer(0, 5) * 1_000_000;
    return roll < 8 ? this.pick([1, 1000, 1_000_000_000_000]) : this.oddTime();
  }

  pattern(): Argument {
    return this.pick(PATTERNS);
  }

  typeName(): string {
    return this.pick(TYPE_NAMES);
  }

  /** A number of a database that exists mostly. */
  database(): Argument {
    return this.chance(0.85) ? this.prng.integer(0, 3) : this.integer();
  }

  /** Options in random order: each with the probability, now and then one twice. */
  options(probability: number, choices: readonly (() => Argument[])[]): Argument[] {
    const chosen = choices.filter(() => this.chance(probability));
    if (chosen.length > 0 && this.chance(0.05)) chosen.push(this.pick(chosen));
    return this.prng.shuffled(chosen).flatMap((option) => option());
  }

  /** A word in random case, as clients may write options. */
  word(text: string): string {
    const roll = this.prng.integer(0, 9);
    if (roll < 5) return text;
    if (roll < 8) return text.toLowerCase();
    return [...text].map((c) => (this.chance(0.5) ? c.toLowerCase() : c)).join('');
  }

  private distinctSeconds(): number {
    this.nextTtl += this.prng.integer(1, 40);
    // Alternating around the middle makes later ones both greater and smaller than earlier ones.
    const side = this.nextTtl % 2 === 0 ? this.nextTtl : -this.nextTtl;
    return 1_000_000 + side * 100;
  }

  private oddTime(): Argument {
    return this.pick([...INT64_EDGES.filter((edge) => !isShortTime(edge)), ...NOT_INTEGERS]);
  }
}

/** A time that could pass while a sequence runs would make replies depend on speed. */
function isShortTime(text: string): boolean {
  return text === '1' || text === '65536';
}
