/**
 * What COMMAND and its subcommands say of our commands is what redis-server 7.0 says, but for the
 * order of commands and subcommands, which redis-server takes from a hash table. Commands and
 * subcommands that it does not know are left out.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandTable } from '../../src/commands/command-table.js';
import { COMMANDS } from '../../src/commands/index.js';
import { callBare } from '../support/bare-context.js';
import { decodeReply, type Reply, textOf } from '../support/reply-tree.js';
import type { RespConnection } from '../support/resp-connection.js';
import {
  redisServerIsThere,
  type ServerProcess,
  startRedisServer,
} from '../support/server-process.js';
import { GETKEYS_REQUESTS } from './getkeys-requests.js';

const table = new CommandTable(COMMANDS);
const ourNames = new Set([...table.withSubcommands()].map((command) => command.fullName));
const isThere = redisServerIsThere('the comparison of COMMAND replies');

describe.runIf(isThere).each([2, 3] as const)('in RESP %i', (resp) => {
  let redis: ServerProcess;
  let connection: RespConnection;
  let theirNames: Set<string>;

  beforeAll(async () => {
    redis = await startRedisServer();
    connection = await redis.connect();
    await connection.call('HELLO', resp);
    theirNames = new Set(textsOf(await theirs('COMMAND', 'LIST', 'FILTERBY', 'PATTERN', '*')));
  });

  afterAll(async () => {
    connection?.close();
    await redis?.stop();
  });

  const ours = (...words: string[]) => callBare(words, { table, resp });
  const theirs = (...words: string[]) => connection.call(...words);
  const isShared = (name: string) => ourNames.has(name) && theirNames.has(name);
  const sharedNames = () => [...ourNames].filter(isShared);

  async function expectSame(...words: string[]): Promise<void> {
    const expected = (await theirs(...words)).toString();
    expect([words, ours(...words).toString()]).toEqual([words, expected]);
  }

  test('COMMAND INFO of every command', async () => {
    for (const name of sharedNames()) {
      const actual = decodeReply(ours('COMMAND', 'INFO', name));
      const expected = decodeReply(await theirs('COMMAND', 'INFO', name));
      expect(describeInfo(actual, isShared)).toEqual(describeInfo(expected, isShared));
    }
    expect(sharedNames().length).toBeGreaterThan(8);
  });

  test('COMMAND DOCS of every command', async () => {
    for (const name of sharedNames()) {
      const actual = decodeReply(ours('COMMAND', 'DOCS', name));
      const expected = decodeReply(await theirs('COMMAND', 'DOCS', name));
      expect(describeDocs(actual, isShared)).toEqual(describeDocs(expected, isShared));
    }
  });

  test('names that are no commands', async () => {
    for (const name of ['nosuch', '', 'echo|x', 'command|', 'command|nosuch', 'COMMAND|Info x']) {
      await expectSame('COMMAND', 'INFO', name);
      await expectSame('COMMAND', 'DOCS', name);
    }
  });

  test('the keys of requests', async () => {
    for (const request of GETKEYS_REQUESTS) {
      if (request.length < 2 || !isShared(request[0].toLowerCase())) continue;
      await expectSame('COMMAND', 'GETKEYS', ...request);
      await expectSame('COMMAND', 'GETKEYSANDFLAGS', ...request);
    }
  });

  test('COMMAND LIST with and without a filter', async () => {
    const filters = [
      [],
      ['filterby', 'pattern', '*'],
      ['FILTERBY', 'PATTERN', 'COMMAND|*'],
      ['FILTERBY', 'PATTERN', 'ec?o'],
      ['FILTERBY', 'MODULE', 'x'],
      ['FILTERBY', 'ACLCAT', 'connection'],
      ['FILTERBY', 'ACLCAT', 'SLOW'],
      ['FILTERBY', 'ACLCAT', 'nosuch'],
      ['FILTERBY', 'ACLCAT', '@fast'],
    ];
    for (const filter of filters) {
      const actual = textsOf(ours('COMMAND', 'LIST', ...filter)).filter(isShared);
      const expected = textsOf(await theirs('COMMAND', 'LIST', ...filter)).filter(isShared);
      expect([filter, actual.sort()]).toEqual([filter, expected.sort()]);
    }
  });

  test('wrong filters, and the help', async () => {
    await expectSame('COMMAND', 'LIST', 'x');
    await expectSame('COMMAND', 'LIST', 'FILTERBY', 'x');
    await expectSame('COMMAND', 'LIST', 'FILTERBY', 'x', 'y');
    await expectSame('COMMAND', 'LIST', 'FILTERBY', 'PATTERN', 'x', 'y');
    await expectSame('COMMAND', 'HELP');
  });

  test('COMMAND describes every command once', () => {
    const listed = decodeReply(ours('COMMAND')).items.map((info) => textOf(info.items[0] as Reply));
    expect(listed).toEqual(table.commands.map((command) => command.name));
    expect(ours('COMMAND', 'COUNT').toString()).toBe(`:${table.count}\r\n`);
    expect(ours('COMMAND', 'INFO').equals(ours('COMMAND'))).toBe(true);
  });
});

type IsShared = (name: string) => boolean;

function textsOf(frame: Buffer): string[] {
  return decodeReply(frame).items.map(textOf);
}

/** A COMMAND INFO reply as comparable values: subcommands known to both, in order of name. */
function describeInfo(reply: Reply, isShared: IsShared): unknown {
  const parts = (reply.items[0] as Reply).items;
  const subcommands = (parts[9] as Reply).items
    .map((info): [string, unknown] => [textOf(info.items[0] as Reply), plain(info)])
    .filter(([name]) => isShared(name));
  return [reply.kind, parts.length, parts.slice(0, 9).map(plain), sortByName(subcommands)];
}

/** A COMMAND DOCS reply as comparable values: subcommands known to both, in order of name. */
function describeDocs(reply: Reply, isShared: IsShared): unknown {
  const docs = reply.items[1] as Reply;
  const fields = pairs(docs).map(([name, value]) => {
    if (name !== 'subcommands') return [name, plain(value)];
    const known = pairs(value).filter(([subcommand]) => isShared(subcommand));
    return [name, value.kind, sortByName(known.map(([n, v]): [string, unknown] => [n, plain(v)]))];
  });
  return [reply.kind, plain(reply.items[0] as Reply), docs.kind, fields];
}

function pairs(reply: Reply): [string, Reply][] {
  const found: [string, Reply][] = [];
  for (let i = 0; i + 1 < reply.items.length; i += 2) {
    found.push([textOf(reply.items[i] as Reply), reply.items[i + 1] as Reply]);
  }
  return found;
}

function sortByName(list: [string, unknown][]): [string, unknown][] {
  return list.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A reply as a comparable value that keeps its types, without what is newer than the reference. */
function plain(reply: Reply): unknown {
  if (reply.items.length === 0) return [reply.kind, textOf(reply)];
  return [reply.kind, reply.items.filter((item) => !isNewer(item)).map(plain)];
}

/** Whether it is a line of a history, or an argument, of a version after 7.0. */
function isNewer(reply: Reply): boolean {
  const words = reply.items.map((item) => (item.items.length === 0 ? textOf(item) : ''));
  const version = words.length === 2 ? words[0] : words[words.indexOf('since') + 1];
  return version !== undefined && /^7\.[1-9]\.\d+$/.test(version);
}
