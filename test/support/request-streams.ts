/** Draws byte streams for the request readers: requests, broken requests, and noise. */
import type { Prng } from './prng.js';

const SYNTAX = ['*', '$', '\r\n', '\n', '\r', '-', '0', '1', '2', '9', ' ', '"', "'", '\\', '\0'];
const HEADERS = ['*0\r\n', '*-1\r\n', '*-5\r\n', '*01\r\n', '*+1\r\n', '*1x\r\n', '*1048577\r\n'];
const INLINE = ['PING', 'SET a "b c"', "x 'it\\'s'", '"\\x41\\n\\q"', 'a"b"', '"open', ' ', "'a'b"];

/** A request in array form. */
export function arrayRequest(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
}

function randomText(prng: Prng, lengthMax: number): string {
  return prng.bytes(prng.integer(0, lengthMax)).toString('latin1');
}

function randomRequest(prng: Prng): string {
  const count = prng.chance(0.1) ? prng.integer(9, 40) : prng.integer(1, 5);
  return arrayRequest(Array.from({ length: count }, () => randomText(prng, 12)));
}

/** The stream with one of its bytes changed, doubled or dropped. */
function mutated(prng: Prng, stream: string): string {
  const at = prng.integer(0, stream.length - 1);
  const before = stream.slice(0, at);
  if (prng.chance(0.3)) return before + stream.slice(at + 1);
  if (prng.chance(0.3)) return before + stream.slice(at, at + 1) + stream.slice(at);
  return before + prng.pick(SYNTAX) + stream.slice(at + 1);
}

/** One piece of a stream. */
export function randomPiece(prng: Prng): string {
  switch (prng.integer(0, 6)) {
    case 0:
      return prng.pick(HEADERS);
    case 1:
      return `${prng.pick(INLINE)}${prng.pick(['\r\n', '\n'])}`;
    case 2:
      return Array.from({ length: prng.integer(1, 12) }, () => prng.pick(SYNTAX)).join('');
    case 3:
      return randomText(prng, 20);
    case 4:
      return mutated(prng, randomRequest(prng));
    default:
      return randomRequest(prng);
  }
}

/** A stream of a few pieces, a character a byte. */
export function randomStream(prng: Prng): string {
  return Array.from({ length: prng.integer(1, 4) }, () => randomPiece(prng)).join('');
}
