/**
 * Keeps the random calls complete: each command and subcommand that both servers have is drawn, and
 * what only segkv has is listed with its reason.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeReply, textOf } from '../support/reply-tree.js';
import {
  redisServerIsThere,
  referenceLacks,
  type ServerProcess,
  startRedisServer,
  startSubject,
} from '../support/server-process.js';
import { ADDED_COMMANDS } from './differences.js';
import { ALL_TEMPLATES } from './sequences.js';

/** Commands that random calls leave out, because conversations hold them. */
const NOT_DRAWN = new Set(['monitor', 'quit', 'shutdown', 'pfselftest']);

async function commandNames(server: ServerProcess): Promise<string[]> {
  const connection = await server.connect();
  const { items } = decodeReply(await connection.call('COMMAND', 'LIST'));
  await connection.close();
  return items.map((item) => textOf(item)).sort();
}

describe.skipIf(!redisServerIsThere('the coverage test'))('the commands of segkv', () => {
  let servers: ServerProcess[] = [];
  /** Names that both servers have. */
  let shared: string[];
  /** Names that only segkv has. */
  let added: string[];

  beforeAll(async () => {
    servers = await Promise.all([startRedisServer(), startSubject()]);
    const [reference, subject] = await Promise.all(servers.map((server) => commandNames(server)));
    shared = subject!.filter((name) => reference!.includes(name));
    added = subject!.filter((name) => !reference!.includes(name));
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('are those of redis-server and the ones listed as added', () => {
    const listed = [...ADDED_COMMANDS.keys()];
    const unlisted = added.filter((name) => {
      return !listed.some((other) => name === other || name.startsWith(`${other}|`));
    });
    expect(unlisted).toEqual([]);
    expect(shared.length).toBeGreaterThan(100);
  });

  it.skipIf(referenceLacks('a set of commands of its own'))('are all drawn at random', () => {
    const drawn = new Set(ALL_TEMPLATES.map(({ name }) => name.replace(/ \(.*\)$/, '')));
    const missing = shared.filter((name) => {
      const isContainer = shared.some((other) => other.startsWith(`${name}|`));
      return !drawn.has(name) && !NOT_DRAWN.has(name) && !isContainer;
    });
    expect(missing).toEqual([]);
  });
});
