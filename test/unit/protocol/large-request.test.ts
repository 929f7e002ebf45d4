/** A large request is read as the request parser reads it, however it arrives. */
import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { Arguments } from '../../../src/protocol/arguments.js';
import { LargeRequest, PAGED_ARGUMENT_BYTES_MIN } from '../../../src/protocol/large-request.js';
import { ProtocolError } from '../../../src/protocol/protocol-error.js';
import { INCOMPLETE, RequestParser } from '../../../src/protocol/request-parser.js';
import { PROTOCOL_CASES, UNAUTHENTICATED_CASES } from '../../compat/protocol-cases.js';
import { Prng, seedFrom } from '../../support/prng.js';
import { arrayRequest, randomStream } from '../../support/request-streams.js';

const OPEN = { bulkBytesMax: 536_870_912, isUnauthenticated: false };
const CLOSED = { bulkBytesMax: 536_870_912, isUnauthenticated: true };
const PAGE = 4096;
const RANDOM_STREAMS = 6000;

/** The words of a request and where it ends; an error text; null while it is incomplete. */
type Outcome = { words: string[]; end: number } | string | null;

function makeMemory(limitBytes?: number): { memory: MemoryManager; owner: number } {
  const limit = limitBytes === undefined ? {} : { limitBytes };
  const memory = new MemoryManager({
    pageSizeBytes: PAGE,
    regionSizeBytes: 64 * PAGE,
    isVerifying: true,
    ...limit,
  });
  return { memory, owner: memory.registerOwner('requests') };
}

function wordOf(args: Arguments, i: number): string {
  const paged = args.paged?.[i];
  if (paged === undefined) return args.latin1(i);
  const bytes = Buffer.alloc(paged.length);
  paged.copyTo(0, bytes, 0, paged.length);
  return bytes.toString('latin1');
}

const wordsOf = (args: Arguments): string[] =>
  Array.from({ length: args.count }, (_, i) => wordOf(args, i));

/** Feeds the pieces that `cuts` divide the stream into. */
function collect(stream: string, cuts: readonly number[], limits = OPEN): Outcome {
  const { memory, owner } = makeMemory();
  const large = new LargeRequest(memory, owner, limits);
  const bytes = Buffer.from(stream, 'latin1');
  let at = 0;
  try {
    for (const cut of [...cuts, bytes.length]) {
      // What was read before lies elsewhere by now: only the piece itself may be looked at.
      const piece = Buffer.alloc(bytes.length, '*');
      bytes.copy(piece, at, at, cut);
      const stopped = large.feed(piece, at, cut);
      if (!large.isComplete) expect(stopped).toBe(cut);
      at = stopped;
      if (large.isComplete) break;
    }
    if (!large.isComplete) return null;
    const args = new Arguments();
    large.fill(args);
    return { words: wordsOf(args), end: at };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.message;
  } finally {
    large.release();
    memory.verifyEmpty();
  }
}

function parsed(stream: string, limits = OPEN): Outcome {
  const args = new Arguments();
  const bytes = Buffer.from(stream, 'latin1');
  try {
    const end = new RequestParser(args).parse(bytes, 0, bytes.length, limits);
    return end === INCOMPLETE ? null : { words: wordsOf(args), end };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return error.message;
  }
}

const isArray = ({ bytes }: { bytes: Buffer }): boolean => bytes[0] === 0x2a;
const randomCuts = (prng: Prng, length: number): number[] =>
  Array.from({ length: prng.integer(0, 5) }, () => prng.integer(0, length)).sort((a, b) => a - b);

describe('a large request', () => {
  it.each(PROTOCOL_CASES.filter(isArray))('is read as the parser does: $name', ({ bytes }) => {
    const stream = bytes.toString('latin1');
    const wanted = parsed(stream);
    expect(collect(stream, [])).toEqual(wanted);
    const step = stream.length > 5000 ? 4093 : 1;
    for (let cut = 0; cut <= stream.length; cut += step) {
      expect(collect(stream, [cut])).toEqual(wanted);
      expect(collect(stream.slice(0, cut), [])).toEqual(parsed(stream.slice(0, cut)));
    }
  });

  it.each(UNAUTHENTICATED_CASES.filter(isArray))('and before AUTH: $name', ({ bytes }) => {
    const stream = bytes.toString('latin1');
    expect(collect(stream, [3], CLOSED)).toEqual(parsed(stream, CLOSED));
  });

  it(`is read as the parser does in ${RANDOM_STREAMS} random streams`, () => {
    const seed = seedFrom('PROTOCOL_SEED');
    console.info(`PROTOCOL_SEED=${seed}`);
    const prng = new Prng(seed);
    for (let i = 0; i < RANDOM_STREAMS; i++) {
      const stream = `*${randomStream(prng).replace(/^\*/, '')}`;
      const limits = prng.chance(0.2) ? CLOSED : OPEN;
      const actual = collect(stream, randomCuts(prng, stream.length), limits);
      const wanted = parsed(stream, limits);
      if (JSON.stringify(actual) !== JSON.stringify(wanted)) {
        expect({ stream, actual }).toEqual({ stream, actual: wanted });
      }
    }
  });

  it('may come a byte at a time, its small and paged arguments mixed', () => {
    const words = ['SET', 'a', 'x'.repeat(PAGED_ARGUMENT_BYTES_MIN), '', 'b', 'y'.repeat(40_000)];
    const stream = arrayRequest(words);
    const { memory, owner } = makeMemory();
    const large = new LargeRequest(memory, owner, OPEN);
    const byte = new Uint8Array(1);
    for (const code of Buffer.from(stream)) {
      byte[0] = code;
      expect(large.isComplete).toBe(false);
      expect(large.feed(byte, 0, 1)).toBe(1);
    }
    const args = new Arguments();
    large.fill(args);
    expect(wordsOf(args)).toEqual(words);
    expect(args.paged?.map((one) => one?.length)).toEqual([
      undefined,
      undefined,
      PAGED_ARGUMENT_BYTES_MIN,
      undefined,
      undefined,
      40_000,
    ]);
    expect(args.length(5)).toBe(40_000);
    large.release();
    memory.verifyEmpty();
  });

  it.each([
    [PAGED_ARGUMENT_BYTES_MIN - 1, 0],
    [PAGED_ARGUMENT_BYTES_MIN, 8],
    [PAGED_ARGUMENT_BYTES_MIN + 1, 9],
    [100 * PAGE, 100],
  ])('keeps an argument of %i bytes in %i pages', (size, pages) => {
    const { memory, owner } = makeMemory();
    const large = new LargeRequest(memory, owner, OPEN);
    const bytes = Buffer.from(arrayRequest(['SET', 'k', 'v'.repeat(size)]));
    expect(large.feed(bytes, 0, bytes.length)).toBe(bytes.length);
    expect(memory.pagesOf(owner)).toBe(pages);
    expect(large.heldBytes).toBe(size + 4);
    large.release();
    memory.verifyEmpty();
  });

  it('leaves what follows it alone', () => {
    const { memory, owner } = makeMemory();
    const large = new LargeRequest(memory, owner, OPEN);
    const request = arrayRequest(['ECHO', 'x'.repeat(40_000)]);
    const bytes = Buffer.from(`${request}PING\r\n`);
    expect(large.feed(bytes, 0, bytes.length)).toBe(request.length);
    expect(large.feed(bytes, request.length, bytes.length)).toBe(request.length);
    large.release();
  });

  it('takes an argument it has no memory for to its end, and holds no page then', () => {
    const { memory, owner } = makeMemory(10 * PAGE);
    const large = new LargeRequest(memory, owner, OPEN);
    const bytes = Buffer.from(arrayRequest(['SET', 'k', 'v'.repeat(50_000), 'PX', '10']));
    for (let at = 0; at < bytes.length; at += 1000) {
      large.feed(bytes, at, Math.min(bytes.length, at + 1000));
    }
    expect([large.isComplete, large.isRefused, memory.pagesInUse]).toEqual([true, true, 0]);
    const args = new Arguments();
    large.fill(args);
    expect([args.count, args.latin1(0), args.latin1(4)]).toEqual([5, 'SET', '10']);
  });

  it('gives its pages back when it is abandoned half-way', () => {
    const { memory, owner } = makeMemory();
    const large = new LargeRequest(memory, owner, OPEN);
    const bytes = Buffer.from(arrayRequest(['x'.repeat(60_000), 'y'.repeat(60_000)]));
    large.feed(bytes, 0, 90_000);
    expect(memory.pagesOf(owner)).toBeGreaterThan(20);
    large.release();
    memory.verifyEmpty();
  });

  it('has room for many small arguments', () => {
    const words = Array.from({ length: 3000 }, (_, i) => 'z'.repeat(i % 50));
    expect(collect(arrayRequest(words), [17, 20_000])).toMatchObject({ words });
  });
});
