/**
 * The options of SET and GETEX that say when a string expires: EX, PX, EXAT, PXAT with a time, and
 * one word that each has for itself (KEEPTTL, PERSIST). One excludes the others; the same one may
 * be repeated, and the last counts. The instances are reused, so that parsing makes no object.
 */
import { type ExpireAt, NO_EXPIRY } from '../keyspace/item-layout.js';
import type { Arguments } from '../protocol/arguments.js';
import { positiveExpireArgument } from './expire-options.js';

const NONE = 0;
const EX = 1;
const PX = 2;
const EXAT = 3;
const PXAT = 4;
const WORD = 5;

function timeToken(args: Arguments, i: number): number {
  if (args.is(i, 'EX')) return EX;
  if (args.is(i, 'PX')) return PX;
  if (args.is(i, 'EXAT')) return EXAT;
  return args.is(i, 'PXAT') ? PXAT : NONE;
}

export class ExpiryChoice {
  private token = NONE;
  /** The argument that holds the time. */
  private timeAt = 0;

  /** `word` is KEEPTTL or PERSIST, `command` the name that an error text states. */
  constructor(
    private readonly word: string,
    private readonly command: string,
  ) {}

  /** Forgets the request before. */
  reset(): void {
    this.token = NONE;
  }

  /** How many arguments the option at argument i takes; 0 if there is none that may stand here. */
  take(args: Arguments, i: number): number {
    if (args.is(i, this.word)) return this.choose(WORD) ? 1 : 0;
    const token = timeToken(args, i);
    if (token === NONE || i + 1 >= args.count || !this.choose(token)) return 0;
    this.timeAt = i + 1;
    return 2;
  }

  private choose(token: number): boolean {
    if (this.token !== NONE && this.token !== token) return false;
    this.token = token;
    return true;
  }

  /** Whether the word was given. */
  get isWord(): boolean {
    return this.token === WORD;
  }

  get isGiven(): boolean {
    return this.token !== NONE;
  }

  /** Whether the time is one of the clock, not a distance. */
  get isAbsolute(): boolean {
    return this.token === EXAT || this.token === PXAT;
  }

  /** The time given, NO_EXPIRY if none is; throws if it is not a positive time. */
  expireAt(args: Arguments, nowMs: number): ExpireAt {
    const { token } = this;
    if (token === NONE || token === WORD) return NO_EXPIRY;
    const unit = token === EX || token === EXAT ? 'seconds' : 'milliseconds';
    const base = this.isAbsolute ? 'absolute' : 'relative';
    return positiveExpireArgument(args, this.timeAt, unit, base, nowMs, this.command);
  }
}
