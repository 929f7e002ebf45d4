/**
 * The command table, command by command: what COMMAND INFO and COMMAND DOCS say must agree with
 * redis-server for every command that segkv has, and random calls must cover each of them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RespConnection } from '../support/resp-connection.js';
import {
  redisServerIsThere,
  referenceLacks,
  type ServerProcess,
  startRedisServer,
  startSubject,
} from '../support/server-process.js';
import { commandDocs, commandFacts, commandNames } from './command-table.js';
import { ADDED_COMMANDS, NEWER_ARGUMENTS } from './differences.js';
import { ALL_TEMPLATES } from './sequences.js';

/** Commands that random calls leave out, because conversations or other tests hold them. */
const NOT_DRAWN = new Set(['monitor', 'quit', 'shutdown', 'pfselftest']);

describe.skipIf(!redisServerIsThere('the command table test'))('the command table', () => {
  let servers: ServerProcess[] = [];
  let reference: RespConnection;
  let subject: RespConnection;
  /** Names that both servers have. */
  let shared: string[];
  let added: string[];

  beforeAll(async () => {
    servers = await Promise.all([startRedisServer(), startSubject()]);
    [reference, subject] = (await Promise.all(servers.map((server) => server.connect()))) as [
      RespConnection,
      RespConnection,
    ];
    const known = new Set(await commandNames(reference));
    const names = await commandNames(subject);
    shared = names.filter((name) => known.has(name));
    added = names.filter((name) => !known.has(name));
  });

  afterAll(async () => {
    await Promise.all([reference?.close(), subject?.close()]);
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('has commands in common with redis-server', () => {
    expect(shared.length).toBeGreaterThan(100);
  });

  it('adds only the commands listed as added', () => {
    const listed = [...ADDED_COMMANDS.keys()];
    const unlisted = added.filter((name) => {
      return !listed.some((other) => name === other || name.startsWith(`${other}|`));
    });
    expect(unlisted).toEqual([]);
  });

  it('says the same in COMMAND INFO', async () => {
    const expected = await commandFacts(reference, shared);
    const actual = await commandFacts(subject, shared);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  });

  it('says the same of arguments, group and age in COMMAND DOCS', async () => {
    const names = shared.filter((name) => !NEWER_ARGUMENTS.has(name));
    const expected = await commandDocs(reference, names);
    const actual = await commandDocs(subject, names);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
  });

  it('counts as many commands as it lists', async () => {
    const top = (await commandNames(subject)).filter((name) => !name.includes('|'));
    expect((await subject.call('COMMAND', 'COUNT')).toString()).toBe(`:${top.length}\r\n`);
  });

  it.skipIf(referenceLacks('a set of commands of its own'))(
    'is drawn from as a whole by the random calls',
    () => {
      const drawn = new Set(ALL_TEMPLATES.map(({ name }) => name.replace(/ \(.*\)$/, '')));
      const missing = shared.filter((name) => {
        const isContainer = shared.some((other) => other.startsWith(`${name}|`));
        return !drawn.has(name) && !NOT_DRAWN.has(name) && !isContainer;
      });
      expect(missing).toEqual([]);
    },
  );
});
