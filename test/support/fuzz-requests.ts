/**
 * Draws the requests of the wire fuzzer: valid ones, valid ones with bytes changed, and streams
 * that were never a request. Calls that by design stop, silence or empty the whole server are left
 * out, since a healthy client is watching meanwhile.
 */
import { ALL_TEMPLATES } from '../compat/sequences.js';
import { Values } from '../compat/values.js';
import type { Prng } from './prng.js';
import { argumentBytes, encodeCommand } from './resp-connection.js';

/** Commands that reach beyond their own connection and keys. */
const EXCLUDED = [
  'config|set',
  'flushall',
  'flushdb',
  'swapdb',
  'client|kill',
  'client|pause',
  'debug|sleep',
];
const TEMPLATES = ALL_TEMPLATES.filter(({ name }) => {
  return !EXCLUDED.some((excluded) => name.startsWith(excluded));
}).flatMap((template) => Array<typeof template>(template.weight ?? 10).fill(template));

const ABSURD: readonly string[] = [
  '*-1\r\n',
  '*0\r\n',
  '*1000000\r\n$1\r\na\r\n',
  '*1048577\r\n',
  '*2147483647\r\n',
  '*99999999999999999999\r\n',
  '*1\r\n$-5\r\n',
  '*1\r\n$-1\r\n',
  '*1\r\n$536870912\r\nabc',
  '*1\r\n$536870913\r\n',
  '*2\r\n$3\r\nGET\r\n$8388608\r\n',
  '*1\r\n$4\r\nPING',
  '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1000000\r\nhalf',
  '*1\r\n:1\r\n',
  '*1\r\n*1\r\n$4\r\nPING\r\n',
  '$5\r\nhello\r\n',
  '%1\r\n+a\r\n+b\r\n',
  '*',
  '\r\n',
  '\n\n\n',
  '\r\r\r\n',
  '\0\0\0\0',
];
const INLINE: readonly string[] = [
  'PING\r\n',
  'SET k1 "unbalanced\r\n',
  "SET k1 'unbalanced\r\n",
  'SET "k"1 v\r\n',
  'GET "\\x00\\xff\\"\r\n',
  'MONITOR\r\n',
  'ECHO "a" \'b\'\r\n',
  '    \t  \r\n',
  'POST / HTTP/1.1\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'QUIT\r\n',
  'a'.repeat(70_000),
];

export interface FuzzRequest {
  readonly bytes: Buffer;
  /** True if the stream may be out of step after it, so that what follows means something else. */
  readonly isDamaging: boolean;
}

export class FuzzRequests {
  private readonly prng: Prng;
  private readonly values: Values;

  constructor(prng: Prng) {
    this.prng = prng;
    this.values = new Values(prng);
  }

  /** The bytes of one request, or of what only looks like one. */
  next(): FuzzRequest {
    const roll = this.prng.integer(0, 99);
    if (roll < 50) return { bytes: this.valid(), isDamaging: false };
    if (roll < 85) return { bytes: this.wellFramed(), isDamaging: false };
    return { bytes: this.damaged(), isDamaging: true };
  }

  private damaged(): Buffer {
    const roll = this.prng.integer(0, 9);
    if (roll < 6) return this.mutated();
    if (roll < 7) return this.prng.bytes(this.prng.integer(1, 200));
    if (roll < 8) return Buffer.from(this.prng.pick(ABSURD), 'latin1');
    return this.inline();
  }

  /** A request whose arguments are damaged and whose frame is right. */
  private wellFramed(): Buffer {
    const args = this.prng.pick(TEMPLATES).build(this.values).map(argumentBytes);
    const at = this.prng.integer(0, args.length - 1);
    const chosen = args[at] as Buffer;
    args[at] = chosen.length === 0 ? this.prng.bytes(3) : this.mutate(chosen);
    return encodeCommand(args);
  }

  /** A well-formed request of a random call. */
  valid(): Buffer {
    return encodeCommand(this.prng.pick(TEMPLATES).build(this.values));
  }

  private inline(): Buffer {
    if (this.prng.chance(0.5)) return Buffer.from(this.prng.pick(INLINE), 'latin1');
    const words = this.prng.pick(TEMPLATES).build(this.values);
    return Buffer.from(`${words.join(this.prng.pick([' ', '  ', '\t', '"']))}\r\n`, 'latin1');
  }

  private mutated(): Buffer {
    let bytes = this.valid();
    const times = this.prng.chance(0.6) ? 1 : this.prng.integer(2, 6);
    for (let turn = 0; turn < times && bytes.length > 0; turn += 1) bytes = this.mutate(bytes);
    return bytes;
  }

  private mutate(bytes: Buffer): Buffer {
    const { prng } = this;
    const at = prng.integer(0, bytes.length - 1);
    const to = Math.min(bytes.length, at + prng.integer(1, 12));
    const head = bytes.subarray(0, at);
    const copy = Buffer.from(bytes);
    switch (prng.integer(0, 6)) {
      case 0:
        copy[at] = prng.integer(0, 255);
        return copy;
      case 1:
        copy[at]! ^= 1 << prng.integer(0, 7);
        return copy;
      case 2:
        return Buffer.concat([head, bytes.subarray(to)]);
      case 3:
        return Buffer.concat([head, bytes.subarray(at, to), bytes.subarray(at)]);
      case 4:
        return Buffer.concat([head, prng.bytes(prng.integer(1, 8)), bytes.subarray(at)]);
      case 5:
        return head;
      default:
        return this.changeNumber(bytes);
    }
  }

  /** Replaces one of the numbers in the request, often a length, by another. */
  private changeNumber(bytes: Buffer): Buffer {
    const text = bytes.toString('latin1');
    const numbers = [...text.matchAll(/-?\d+/g)];
    if (numbers.length === 0) return bytes;
    const found = this.prng.pick(numbers);
    const other = this.prng.pick(['0', '-1', '1', '2', '7', '65536', '9999999999', '-0', '']);
    const end = found.index + found[0].length;
    return Buffer.from(text.slice(0, found.index) + other + text.slice(end), 'latin1');
  }
}
