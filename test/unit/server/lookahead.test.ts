import { describe, expect, it } from 'vitest';
import { CommandTable } from '../../../src/commands/command-table.js';
import { COMMANDS } from '../../../src/commands/index.js';
import type { Database } from '../../../src/keyspace/database.js';
import type { Keyspace } from '../../../src/keyspace/keyspace.js';
import { Arguments } from '../../../src/protocol/arguments.js';
import { RequestBatch } from '../../../src/protocol/request-batch.js';
import { RequestParser } from '../../../src/protocol/request-parser.js';
import { Lookahead } from '../../../src/server/lookahead.js';
import { arrayRequest } from '../../support/request-streams.js';
import { setString, smallKeyspace } from '../../support/small-keyspace.js';

const LIMITS = { bulkBytesMax: 1_000_000, isUnauthenticated: false };

interface Seen {
  name: string | undefined;
  /** The key whose hash is announced; undefined if none is. */
  key: string | undefined;
}

/** What a lookahead says of each request of a stream. */
function lookAt(stream: string, keyspace: Keyspace = smallKeyspace()): Seen[] {
  const args = new Arguments();
  const batch = new RequestBatch(new RequestParser(args), args);
  const bytes = Buffer.from(stream, 'latin1');
  batch.fill(bytes, 0, bytes.length, LIMITS);
  const lookahead = new Lookahead(new CommandTable(COMMANDS), keyspace);
  lookahead.run(batch, keyspace.databases[0] as Database);
  return Array.from({ length: batch.count }, (_, i) => {
    const name = lookahead.select(i)?.name;
    const { hintBytes, hintStart, hintHash } = keyspace;
    expect(hintBytes).toBe(bytes);
    if (hintStart < 0) return { name, key: undefined };
    batch.select(i);
    const at = [...args.starts.subarray(0, args.count)].indexOf(hintStart);
    expect(hintHash).toBe(keyspace.hasher.hash(bytes, hintStart, args.ends[at] as number));
    return { name, key: args.latin1(at) };
  });
}

describe('looking ahead', () => {
  it('finds commands and announces the hash of the first key', () => {
    const requests = [['SET', 'a', '1'], ['get', 'key'], ['PING'], ['MGET', 'x', 'y'], ['GET', '']];
    expect(lookAt(requests.map(arrayRequest).join(''))).toEqual([
      { name: 'set', key: 'a' },
      { name: 'get', key: 'key' },
      { name: 'ping', key: undefined },
      { name: 'mget', key: 'x' },
      { name: 'get', key: '' },
    ]);
  });

  it('says nothing of what does not exist or lacks its key', () => {
    const requests = [['nothing', 'a'], ['GET'], ['nothing', 'b'], ['nothingelse']];
    const none = { name: undefined, key: undefined };
    const lacking = { name: 'get', key: undefined };
    expect(lookAt(requests.map(arrayRequest).join(''))).toEqual([none, lacking, none, none]);
  });

  it('recognises a command again behind an empty request', () => {
    const get = arrayRequest(['GET', 'a']);
    expect(lookAt(`${get}*0\r\n${get}`)).toEqual([
      { name: 'get', key: 'a' },
      { name: undefined, key: undefined },
      { name: 'get', key: 'a' },
    ]);
  });

  it('tells commands apart whose names begin alike', () => {
    const names = ['GET', 'GETDEL', 'GETSET', 'SET', 'SETNX', 'GET'];
    const stream = names.map((name) => arrayRequest([name, 'k', 'v'])).join('');
    expect(lookAt(stream).map(({ name }) => name)).toEqual(names.map((name) => name.toLowerCase()));
  });

  it('prefetches keys that are there and keys that are not', () => {
    const keyspace = smallKeyspace();
    for (let i = 0; i < 100; i++) setString(keyspace.databases[0] as Database, `k${i}`, 'v');
    const requests = Array.from({ length: 30 }, (_, i) => ['GET', `k${i * 7}`]);
    const seen = lookAt(requests.map(arrayRequest).join(''), keyspace);
    expect(seen.map(({ key }) => key)).toEqual(requests.map(([, key]) => key));
    keyspace.verify();
  });
});
