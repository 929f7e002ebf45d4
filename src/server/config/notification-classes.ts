/**
 * `notify-keyspace-events`: the classes of events to publish, one letter each, as a set of bits.
 * Letters as in the Redis documentation of keyspace notifications.
 */
import { type DirectiveKind, InvalidValue } from './directive-kind.js';
import { quoteArgument } from './split-arguments.js';

const BITS: Readonly<Record<string, number>> = {
  K: 1 << 0,
  E: 1 << 1,
  g: 1 << 2,
  $: 1 << 3,
  l: 1 << 4,
  s: 1 << 5,
  h: 1 << 6,
  z: 1 << 7,
  x: 1 << 8,
  e: 1 << 9,
  t: 1 << 10,
  m: 1 << 11,
  d: 1 << 13,
  n: 1 << 14,
};
/** What A stands for: every class but key misses (m) and new keys (n). */
const ALL = bitsOf('g$lshzxetd');

/** The bit of each class of events; the set is their sum. */
export const NOTIFICATION_CLASS = {
  keyspace: BITS.K!,
  keyevent: BITS.E!,
  generic: BITS.g!,
  string: BITS.$!,
  list: BITS.l!,
  set: BITS.s!,
  hash: BITS.h!,
  sortedSet: BITS.z!,
  expired: BITS.x!,
  evicted: BITS.e!,
  stream: BITS.t!,
  keyMiss: BITS.m!,
  module: BITS.d!,
  newKey: BITS.n!,
} as const;

export const notificationClasses: DirectiveKind<number> = {
  arity: 'one',
  parse(words) {
    const value = bitsOf(words[0]!);
    return { value, text: lettersOf(value) };
  },
  rewriteLines(current, initial) {
    const isNewKeyLost = (current.value & ALL) === ALL && (current.value & BITS.n!) !== 0;
    const letters = current.text + (isNewKeyLost ? 'n' : '');
    return [{ words: quoteArgument(letters), isForced: current.value !== initial.value }];
  },
};

function bitsOf(letters: string): number {
  let bits = 0;
  for (const letter of letters) {
    const bit = letter === 'A' ? ALL : BITS[letter];
    if (bit === undefined) {
      throw new InvalidValue("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    }
    bits |= bit;
  }
  return bits;
}

/** Redis 7.0 leaves n out beside A; CONFIG GET does the same, a rewritten file does not. */
function lettersOf(bits: number): string {
  const classes = (bits & ALL) === ALL ? 'A' : present('g$lshzxetdn', bits);
  return classes + present('KEm', bits);
}

function present(letters: string, bits: number): string {
  return [...letters].filter((letter) => (bits & BITS[letter]!) !== 0).join('');
}
