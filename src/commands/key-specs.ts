/**
 * Where the keys of a command are, as data: Redis 7's key specs. From them follow COMMAND INFO,
 * COMMAND GETKEYS, the legacy first/last/step triple and the keys every request is checked
 * against before it runs. Source: the Redis documentation, "Command key specifications".
 *
 * A command whose keys no spec can express also has a function (`keysOf`), asked where specs do
 * not suffice: an unknown or incomplete spec, or flags that depend on the arguments.
 */
import { parseInt53 } from '../base/parse-integer.js';
import type { Arguments } from '../protocol/arguments.js';
import { BitNames } from './command-flags.js';

/** In the order in which COMMAND INFO lists them. */
const KEY_FLAG_NAMES = [
  'RO',
  'RW',
  'OW',
  'RM',
  'access',
  'update',
  'insert',
  'delete',
  'not_key',
  'incomplete',
  'variable_flags',
] as const;

export type KeyFlagName = (typeof KEY_FLAG_NAMES)[number];

export const KEY_FLAGS = new BitNames<KeyFlagName>('key flag', KEY_FLAG_NAMES);
/** Bits of the key flags: `KeyFlag.access`. */
export const KeyFlag = KEY_FLAGS.bit;

const ACCESS_MODES = KeyFlag.RO | KeyFlag.RW | KeyFlag.OW | KeyFlag.RM;

export type BeginSearch =
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'keyword'; readonly keyword: string; readonly startFrom: number }
  | { readonly type: 'unknown' };

export type FindKeys =
  | {
      readonly type: 'range';
      /** Relative to the first key; negative counts from the end of the request, -1 is last. */
      readonly lastKey: number;
      readonly keyStep: number;
      /** With lastKey -1: 2 takes the first half of what remains, 3 a third; 0 and 1 all. */
      readonly limit: number;
    }
  | {
      readonly type: 'keynum';
      /** Where the number of keys stands, relative to the beginning. */
      readonly keyNumIndex: number;
      /** Where the first key stands, relative to the beginning. */
      readonly firstKey: number;
      readonly keyStep: number;
    }
  | { readonly type: 'unknown' };

export interface KeySpec {
  readonly begin: BeginSearch;
  readonly find: FindKeys;
  /** Bits of KeyFlag. */
  readonly flags: number;
  readonly notes: string;
}

/** Exactly one of RO, RW, OW, RM, then what happens to the value. */
export type KeyFlagList = readonly KeyFlagName[];

/** The keys begin at argument `index`; argument 0 is the command (a container's, if in one). */
export function beginIndex(index: number): BeginSearch {
  return { type: 'index', index };
}

/** The keys begin after `keyword`, searched from argument `startFrom`; negative: from the end. */
export function beginKeyword(keyword: string, startFrom: number): BeginSearch {
  return { type: 'keyword', keyword, startFrom };
}

export const BEGIN_UNKNOWN: BeginSearch = { type: 'unknown' };
export const FIND_UNKNOWN: FindKeys = { type: 'unknown' };

export function findRange(lastKey: number, keyStep: number, limit: number): FindKeys {
  return { type: 'range', lastKey, keyStep, limit };
}

export function findKeynum(keyNumIndex: number, firstKey: number, keyStep: number): FindKeys {
  return { type: 'keynum', keyNumIndex, firstKey, keyStep };
}

/** Any key spec; throws on flags or numbers that make no sense. */
export function keySpec(spec: {
  begin: BeginSearch;
  find: FindKeys;
  flags: KeyFlagList;
  notes?: string;
}): KeySpec {
  const { begin, find } = spec;
  const flags = KEY_FLAGS.parse(spec.flags, 'key spec');
  const mode = flags & ACCESS_MODES;
  const isNotKey = (flags & KeyFlag.not_key) !== 0;
  if (mode === 0 ? !isNotKey : (mode & (mode - 1)) !== 0) {
    throw new TypeError('key spec: give exactly one of RO, RW, OW, RM');
  }
  if (begin.type === 'index' && begin.index < 1) throw new RangeError('key spec: bad index');
  if (begin.type === 'keyword' && (begin.keyword === '' || begin.startFrom === 0)) {
    throw new RangeError('key spec: bad keyword');
  }
  if (find.type !== 'unknown' && find.keyStep < 1) throw new RangeError('key spec: bad step');
  if (find.type === 'range' && find.limit > 1 && find.lastKey !== -1) {
    throw new RangeError('key spec: a limit needs lastKey -1');
  }
  if (find.type === 'keynum' && find.firstKey <= find.keyNumIndex) {
    throw new RangeError('key spec: the first key stands before the number of keys');
  }
  return Object.freeze({ begin, find, flags, notes: spec.notes ?? '' });
}

/**
 * The common spec: keys from argument `first` to argument `last` (negative: from the end, -1 is
 * the last argument; default: `first`), every `step`-th (default 1).
 */
export function keyRange(range: {
  first: number;
  last?: number;
  step?: number;
  flags: KeyFlagList;
  notes?: string;
}): KeySpec {
  const { first, last = first, step = 1 } = range;
  const isBad = last >= 0 && (last < first || (last - first) % step !== 0);
  if (isBad) throw new RangeError(`bad key range ${first}..${last} step ${step}`);
  return keySpec({
    begin: beginIndex(first),
    find: findRange(last < 0 ? last : last - first, step, 0),
    flags: range.flags,
    notes: range.notes ?? '',
  });
}

/** The positions of a request's keys among its arguments; reused from request to request. */
export class KeyList {
  count = 0;
  positions = new Int32Array(16);
  /** Bits of KeyFlag, a key each. */
  flags = new Uint16Array(16);

  clear(): void {
    this.count = 0;
  }

  add(position: number, flags: number): void {
    if (this.count === this.positions.length) this.grow();
    this.positions[this.count] = position;
    this.flags[this.count] = flags;
    this.count++;
  }

  private grow(): void {
    const positions = new Int32Array(this.count * 2);
    const flags = new Uint16Array(this.count * 2);
    positions.set(this.positions);
    flags.set(this.flags);
    this.positions = positions;
    this.flags = flags;
  }
}

/** Adds the keys of a request whose specs do not say enough; false where arguments are wrong. */
export type KeysOf = (args: Arguments, into: KeyList) => boolean;

/** What key extraction needs of a command. */
export interface KeyedCommand {
  readonly keySpecs: readonly KeySpec[];
  readonly keysOf: KeysOf | null;
  readonly hasVariableKeyFlags: boolean;
}

/**
 * Finds the keys of a request. False if the arguments do not fit the specs; `into` is empty then.
 * Arguments that stand for no key (shard channels) are left out.
 */
export function extractKeys(command: KeyedCommand, args: Arguments, into: KeyList): boolean {
  into.clear();
  if (command.keysOf !== null && command.hasVariableKeyFlags) {
    return keysByFunction(command.keysOf, args, into);
  }
  for (const spec of command.keySpecs) {
    if ((spec.flags & KeyFlag.not_key) !== 0) continue;
    if (keysBySpec(spec, args, into) && (spec.flags & KeyFlag.incomplete) === 0) continue;
    into.clear();
    return command.keysOf !== null && keysByFunction(command.keysOf, args, into);
  }
  return true;
}

function keysByFunction(keysOf: KeysOf, args: Arguments, into: KeyList): boolean {
  into.clear();
  if (keysOf(args, into)) return true;
  into.clear();
  return false;
}

/** Adds the keys of one spec; false if they would lie outside the request. */
function keysBySpec(spec: KeySpec, args: Arguments, into: KeyList): boolean {
  const { find } = spec;
  const begin = findBeginning(spec.begin, args);
  if (begin === 0) return true; // an optional keyword that is not there
  if (begin < 0 || find.type === 'unknown') return false;
  let first = begin;
  let last: number;
  if (find.type === 'keynum') {
    const at = begin + find.keyNumIndex;
    if (at >= args.count) return false;
    const keyCount = parseInt53(args.bytes, args.starts[at], args.ends[at]);
    if (Number.isNaN(keyCount) || keyCount < 0) return false;
    first = begin + find.firstKey;
    last = first + (keyCount - 1) * find.keyStep;
  } else if (find.lastKey >= 0) {
    last = first + find.lastKey;
  } else if (find.limit <= 1) {
    last = args.count + find.lastKey;
  } else {
    last = first + Math.trunc((args.count - first) / find.limit) + find.lastKey;
  }
  if (last >= args.count || last < first || first >= args.count) return false;
  for (let at = first; at <= last; at += find.keyStep) into.add(at, spec.flags);
  return true;
}

/** The argument where the search begins, 0 if its keyword is absent, -1 if it is unknown. */
function findBeginning(begin: BeginSearch, args: Arguments): number {
  if (begin.type === 'index') return begin.index;
  if (begin.type === 'unknown') return -1;
  const { keyword, startFrom } = begin;
  if (startFrom > 0) {
    for (let at = startFrom; at < args.count - 1; at++) if (args.is(at, keyword)) return at + 1;
    return 0;
  }
  for (let at = args.count + startFrom; at > 0; at--) if (args.is(at, keyword)) return at + 1;
  return 0;
}

/** First key, last key and step as COMMAND INFO gives them for clients older than key specs. */
export interface LegacyKeyRange {
  readonly firstKey: number;
  readonly lastKey: number;
  readonly keyStep: number;
  /** Whether the triple does not tell all keys, so that clients have to ask. */
  readonly isMovable: boolean;
}

/**
 * Derives the legacy triple: one range spec as it is; of several those that follow each other with
 * step 1. Everything left out makes the keys movable.
 */
export function legacyKeyRange(specs: readonly KeySpec[]): LegacyKeyRange {
  let firstKey = 0;
  let lastKey = 0;
  let keyStep = 0;
  let isMovable = false;
  for (const { begin, find, flags } of specs) {
    const isIncomplete = (flags & KeyFlag.incomplete) !== 0;
    if (begin.type !== 'index' || find.type !== 'range') {
      isMovable = true;
      continue;
    }
    const specLast = find.lastKey < 0 ? find.lastKey : find.lastKey + begin.index;
    if (specs.length === 1) {
      return {
        firstKey: begin.index,
        lastKey: specLast,
        keyStep: find.keyStep,
        isMovable: isIncomplete,
      };
    }
    const isApart = firstKey !== 0 && lastKey !== begin.index - 1;
    if (find.keyStep !== 1 || isApart || isIncomplete) {
      isMovable = true;
      continue;
    }
    if (firstKey === 0) firstKey = begin.index;
    lastKey = specLast;
    keyStep = 1;
  }
  return { firstKey, lastKey, keyStep, isMovable };
}
