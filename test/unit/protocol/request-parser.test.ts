/** The request parser against a plain model, on every prefix of every stream. */
import { describe, expect, it } from 'vitest';
import { Arguments } from '../../../src/protocol/arguments.js';
import { ProtocolError } from '../../../src/protocol/protocol-error.js';
import { INCOMPLETE, lineNumber, RequestParser } from '../../../src/protocol/request-parser.js';
import { PROTOCOL_CASES, UNAUTHENTICATED_CASES } from '../../compat/protocol-cases.js';
import { Prng, seedFrom } from '../../support/prng.js';
import { type ModelResult, readRequests } from '../../support/request-model.js';
import { arrayRequest, randomStream } from '../../support/request-streams.js';

const OPEN = { bulkBytesMax: 536_870_912, isUnauthenticated: false };
const CLOSED = { bulkBytesMax: 536_870_912, isUnauthenticated: true };
const RANDOM_STREAMS = 4000;
/** Bytes in front of a request in the read buffer. */
const OFFSET = 5;

/** What the parser makes of bytes that are all there at once. */
function parse(stream: string, limits = OPEN): ModelResult {
  const args = new Arguments();
  const parser = new RequestParser(args);
  const bytes = Buffer.from(`${'$'.repeat(OFFSET)}${stream}*3\r\n$3\r\n`, 'latin1');
  const limit = OFFSET + stream.length;
  const requests: string[][] = [];
  let at = OFFSET;
  try {
    while (at < limit) {
      const end = parser.parse(bytes, at, limit, limits);
      if (end === INCOMPLETE) break;
      if (end <= at || end > limit) throw new Error(`the request ends at ${end} of ${limit}`);
      const words = Array.from({ length: args.count }, (_, i) => args.latin1(i));
      if (words.length > 0) requests.push(words);
      at = end;
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { requests, error: error.message };
  }
  return { requests, error: null };
}

function checkPrefixes(stream: string, limits = OPEN): void {
  const step = stream.length > 5000 ? 4093 : 1;
  for (let length = 0; length <= stream.length; length += step) {
    const prefix = stream.slice(0, length);
    expect(parse(prefix, limits)).toEqual(readRequests(prefix, limits));
  }
  expect(parse(stream, limits)).toEqual(readRequests(stream, limits));
}

describe('the request parser', () => {
  it.each(PROTOCOL_CASES)('reads as the model does, cut anywhere: $name', ({ bytes }) => {
    checkPrefixes(bytes.toString('latin1'));
  });

  it.each(UNAUTHENTICATED_CASES)('does so before AUTH: $name', ({ bytes }) => {
    checkPrefixes(bytes.toString('latin1'), CLOSED);
  });

  it(`reads ${RANDOM_STREAMS} random streams as the model does, cut anywhere`, () => {
    const seed = seedFrom('PROTOCOL_SEED');
    console.info(`PROTOCOL_SEED=${seed}`);
    const prng = new Prng(seed);
    for (let i = 0; i < RANDOM_STREAMS; i++) {
      const stream = randomStream(prng);
      const limits = prng.chance(0.2) ? CLOSED : OPEN;
      for (let length = 0; length <= stream.length; length++) {
        const prefix = stream.slice(0, length);
        const [actual, wanted] = [parse(prefix, limits), readRequests(prefix, limits)];
        if (JSON.stringify(actual) !== JSON.stringify(wanted)) expect(actual).toEqual(wanted);
      }
    }
  });

  it('says what it refuses', () => {
    const errors = ['*x\r\n', '*1\r\n:1\r\n', '*1\r\n$-1\r\n', '"a\r\n'].map(
      (stream) => parse(stream).error,
    );
    expect(errors).toEqual([
      'ERR Protocol error: invalid multibulk length',
      "ERR Protocol error: expected '$', got ':'",
      'ERR Protocol error: invalid bulk length',
      'ERR Protocol error: unbalanced quotes in request',
    ]);
  });

  it('keeps to proto-max-bulk-len, to the byte', () => {
    const limits = { bulkBytesMax: 5, isUnauthenticated: false };
    expect(parse(arrayRequest(['12345']), limits).requests).toEqual([['12345']]);
    const error = 'ERR Protocol error: invalid bulk length';
    expect(parse(arrayRequest(['123456']), limits).error).toBe(error);
  });

  it('takes as many arguments as a read holds', () => {
    const words = Array.from({ length: 5000 }, (_, i) => String(i));
    expect(parse(arrayRequest(words)).requests).toEqual([words]);
  });

  it('does not make room for arguments that are only announced', () => {
    const args = new Arguments();
    const bytes = Buffer.from('*1048576\r\n$1\r\na\r\n');
    expect(new RequestParser(args).parse(bytes, 0, bytes.length, OPEN)).toBe(INCOMPLETE);
    expect(args.starts.length).toBeLessThan(1000);
  });

  it('forgets the paged arguments of a request before', () => {
    const args = new Arguments();
    args.paged = [undefined];
    const bytes = Buffer.from(arrayRequest(['PING']));
    new RequestParser(args).parse(bytes, 0, bytes.length, OPEN);
    expect(args.paged).toBeNull();
    args.paged = [undefined];
    new RequestParser(args).parse(Buffer.from('PING\r\n'), 0, 6, OPEN);
    expect(args.paged).toBeNull();
  });
});

describe('the number on a header line', () => {
  it.each([
    ['0', 0],
    ['-1', -1],
    ['9223372036854775807', 2 ** 63],
    ['-9223372036854775808', -(2 ** 63)],
    ['9223372036854775808', Number.NaN],
    ['-0', Number.NaN],
    ['', Number.NaN],
    ['+1', Number.NaN],
    ['1 ', Number.NaN],
  ])('%s', (text, expected) => {
    expect(lineNumber(Buffer.from(`*${text}`), 1, text.length + 1)).toBe(expected);
  });
});
