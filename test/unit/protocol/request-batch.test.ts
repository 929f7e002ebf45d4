import { describe, expect, it } from 'vitest';
import { Arguments } from '../../../src/protocol/arguments.js';
import { BATCH_REQUESTS_MAX, RequestBatch } from '../../../src/protocol/request-batch.js';
import { RequestParser } from '../../../src/protocol/request-parser.js';
import { arrayRequest } from '../../support/request-streams.js';

const LIMITS = { bulkBytesMax: 1000, isUnauthenticated: false };

interface Filled {
  requests: string[][];
  end: number;
}

function fill(stream: string, limit = stream.length): Filled {
  const args = new Arguments();
  const batch = new RequestBatch(new RequestParser(args), args);
  const bytes = Buffer.from(stream, 'latin1');
  expect(batch.fill(bytes, 0, limit, LIMITS)).toBe(batch.count);
  const requests: string[][] = [];
  for (let i = 0; i < batch.count; i++) {
    args.paged = [undefined];
    batch.select(i);
    expect([args.bytes, args.paged]).toEqual([bytes, null]);
    requests.push(Array.from({ length: args.count }, (_, k) => args.latin1(k)));
    expect(batch.firstArgument(i + 1) - batch.firstArgument(i)).toBe(args.count);
  }
  return { requests, end: batch.count === 0 ? 0 : (batch.ends[batch.count - 1] as number) };
}

describe('a batch of requests', () => {
  it('lays out each request again when it is selected', () => {
    const requests = [['PING'], ['SET', 'a', '1'], ['GET', ''], ['ECHO', '\xff\r\n']];
    const stream = requests.map(arrayRequest).join('');
    expect(fill(stream)).toEqual({ requests, end: stream.length });
  });

  it('can select in any order', () => {
    const args = new Arguments();
    const batch = new RequestBatch(new RequestParser(args), args);
    const bytes = Buffer.from(arrayRequest(['A', 'b']) + arrayRequest(['C']));
    batch.fill(bytes, 0, bytes.length, LIMITS);
    batch.select(1);
    expect([args.count, args.latin1(0)]).toEqual([1, 'C']);
    batch.select(0);
    expect([args.count, args.latin1(1)]).toEqual([2, 'b']);
  });

  it('holds the complete requests of a stream cut anywhere', () => {
    const requests = [['SET', 'a', '1'], ['GET', 'b'], ['PING']];
    const ends = requests.map(
      (_, i) =>
        requests
          .slice(0, i + 1)
          .map(arrayRequest)
          .join('').length,
    );
    const stream = requests.map(arrayRequest).join('');
    for (let cut = 0; cut <= stream.length; cut++) {
      const complete = ends.filter((end) => end <= cut).length;
      expect(fill(stream, cut).requests).toEqual(requests.slice(0, complete));
    }
  });

  it.each(['PING\r\n', '*x\r\n', '*1\r\n:1\r\n', '*1\r\n$2000\r\n'])(
    'ends in front of %j, which is found again when its turn comes',
    (odd) => {
      const first = arrayRequest(['GET', 'a']);
      const filled = fill(first + odd + arrayRequest(['PING']));
      expect(filled).toEqual({ requests: [['GET', 'a']], end: first.length });
      expect(fill(odd).requests).toEqual([]);
    },
  );

  it('keeps empty requests, which have no arguments', () => {
    expect(fill(`*0\r\n${arrayRequest(['PING'])}*-1\r\n`).requests).toEqual([[], ['PING'], []]);
  });

  it('has a limit of requests', () => {
    const stream = arrayRequest(['PING']).repeat(BATCH_REQUESTS_MAX + 1);
    expect(fill(stream).requests.length).toBe(BATCH_REQUESTS_MAX);
  });

  it('has a limit of arguments, and leaves a request beyond it out', () => {
    const large = arrayRequest(Array.from({ length: 300 }, () => 'x'));
    expect(fill(large + large).requests.length).toBe(1);
    const huge = arrayRequest(Array.from({ length: 513 }, () => 'x'));
    expect(fill(huge).requests.length).toBe(0);
    const most = arrayRequest(Array.from({ length: 512 }, () => 'x'));
    expect(fill(most).requests.length).toBe(1);
  });
});
