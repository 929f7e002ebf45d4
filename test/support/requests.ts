/** Builds the arguments of a request from words, laid out as the request reader lays them out. */
import { Arguments } from '../../src/protocol/arguments.js';

/** Arguments holding the words (strings as UTF-8), with foreign bytes before and between them. */
export function argumentsOf(...words: (string | Uint8Array)[]): Arguments {
  const pieces = words.map((word) => (typeof word === 'string' ? Buffer.from(word) : word));
  const args = new Arguments();
  args.ensureCapacity(pieces.length);
  args.bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length + 2, 2)).fill(0x2a);
  let at = 2;
  for (const piece of pieces) {
    args.bytes.set(piece, at);
    args.starts[args.count] = at;
    args.ends[args.count] = at + piece.length;
    at += piece.length + 2;
    args.count++;
  }
  return args;
}
