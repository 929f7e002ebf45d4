/**
 * Scripted conversations with one server over several connections, for what single replies cannot
 * show: who is closed, paused or silenced, and what others see of it. Each returns a transcript
 * with times, ports and ids masked, which is then compared between the servers.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { escapeBytes } from '../support/describe-bytes.js';
import { decodeReply, textOf } from '../support/reply-tree.js';
import type { Argument, RespConnection } from '../support/resp-connection.js';
import type { ServerProcess } from '../support/server-process.js';

export type Transcript = string[];
export type Conversation = (server: ServerProcess) => Promise<Transcript>;

const QUIET_MS = 120;

/** Connections that are closed when the conversation is over, however it ends. */
async function withConnections(
  server: ServerProcess,
  count: number,
  talk: (...connections: RespConnection[]) => Promise<Transcript>,
): Promise<Transcript> {
  const connections = await Promise.all(Array.from({ length: count }, () => server.connect()));
  try {
    await connections[0]!.call('FLUSHALL');
    return await talk(...connections);
  } finally {
    await Promise.all(connections.map((connection) => connection.close()));
  }
}

async function say(connection: RespConnection, ...args: Argument[]): Promise<string> {
  return escapeBytes(await connection.call(...args), 5000);
}

/** The next reply, or a note that none came, or that the connection is closed. */
async function hear(connection: RespConnection, timeoutMs = QUIET_MS): Promise<string> {
  try {
    return escapeBytes(await connection.nextFrame(timeoutMs), 5000);
  } catch (error) {
    return connection.isClosed ? '(closed)' : `(${(error as Error).message})`;
  }
}

async function idOf(connection: RespConnection): Promise<string> {
  return textOf(decodeReply(await connection.call('CLIENT', 'ID')));
}

async function isClosedSoon(connection: RespConnection): Promise<string> {
  await Promise.race([connection.closed, delay(2000)]);
  return connection.isClosed ? 'closed' : 'still open';
}

const addressOf = (connection: RespConnection): string =>
  `127.0.0.1:${connection.socket.localPort as number}`;

/** Replaces what differs from run to run: ports, ids, times. */
function masked(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\b\d{9,}\.\d{6}\b/g, 'TIME')
    .replace(/(usec(_per_call)?|id|age|fd)=[\d.]+/g, '$1=N');
}

const silence: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    const out: Transcript = [];
    for (const call of ['CLIENT REPLY OFF', 'SET k v', 'NOSUCH']) {
      a.send(...call.split(' '));
      out.push(await hear(a));
    }
    out.push(await say(a, 'CLIENT', 'REPLY', 'ON'), await say(a, 'GET', 'k'));
    for (const call of ['CLIENT REPLY SKIP', 'SET k w', 'GET k', 'CLIENT REPLY SKIP', 'PING']) {
      a.send(...call.split(' '));
      out.push(await hear(a));
    }
    out.push(await say(a, 'PING'));
    return out;
  });

const pauseWrites: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    const out = [await say(a, 'CLIENT', 'PAUSE', 5000, 'WRITE'), await say(b, 'GET', 'k')];
    b.send('SET', 'k', 'v');
    b.send('GET', 'k');
    out.push(await hear(b), await say(a, 'GET', 'k'), await say(a, 'CLIENT', 'UNPAUSE'));
    out.push(await hear(b, 2000), await hear(b, 2000));
    return out;
  });

const pauseAll: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    const started = performance.now();
    const out = [await say(a, 'CLIENT', 'PAUSE', 300)];
    out.push(await say(b, 'PING'));
    out.push(performance.now() - started >= 290 ? 'after the pause' : 'too early');
    return out;
  });

const killById: Conversation = (server) =>
  withConnections(server, 4, async (a, b, c, d) => {
    const out = [await say(a, 'CLIENT', 'KILL', 'ID', await idOf(b!))];
    out.push(await isClosedSoon(b!), await say(a, 'CLIENT', 'KILL', addressOf(c!)));
    out.push(await isClosedSoon(c!), await say(a, 'CLIENT', 'KILL', 'ADDR', addressOf(d!)));
    out.push(await isClosedSoon(d!), await say(a, 'CLIENT', 'KILL', 'ID', await idOf(a!)));
    out.push(await say(a, 'CLIENT', 'KILL', 'ID', await idOf(a!), 'SKIPME', 'no'));
    out.push(await isClosedSoon(a!));
    return out;
  });

const killMany: Conversation = (server) =>
  withConnections(server, 3, async (a, b, c) => {
    const filters = ['TYPE', 'normal', 'USER', 'default', 'LADDR', `127.0.0.1:${server.port}`];
    const out = [await say(a, 'CLIENT', 'KILL', ...filters)];
    out.push(await isClosedSoon(b!), await isClosedSoon(c!), await say(a, 'PING'));
    return out;
  });

const monitor: Conversation = (server) =>
  withConnections(server, 2, async (watcher, b) => {
    const out = [await say(watcher, 'MONITOR')];
    const calls: Argument[][] = [
      ['SET', 'k', Buffer.from('a"b\\c\n\r\t\x07\b\x00\xff', 'latin1')],
      ['get', 'k'],
      ['SELECT', 2],
      ['DEL', 'k', ''],
      ['NOSUCH', 'x'],
      ['GET'],
      ['AUTH', 'x'],
      ['CONFIG', 'GET', 'timeout'],
      ['CLIENT', 'SETNAME', 'me'],
      ['PING'],
    ];
    for (const call of calls) await b.call(...call);
    for (;;) {
      const line = masked(await hear(watcher, 300));
      out.push(line);
      if (line.includes('PING') || line.startsWith('(')) break;
    }
    out.push(await say(watcher, 'QUIT'), await isClosedSoon(watcher));
    return out;
  });

const quit: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    a.write('PING\r\nQUIT\r\nSET k v\r\n');
    return [await hear(a), await hear(a), await hear(a, 1000)];
  });

const slowLog: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    await a.call('CONFIG', 'SET', 'slowlog-log-slower-than', '0', 'slowlog-max-len', '40');
    await a.call('SLOWLOG', 'RESET');
    await a.call('CLIENT', 'SETNAME', 'slow');
    await a.call('SET', 'k', 'x'.repeat(300));
    await a.call('DEL', ...Array.from({ length: 50 }, (_, index) => `key${index}`));
    await a.call('GET');
    await a.call('NOSUCH');
    const out = [await say(a, 'SLOWLOG', 'LEN')];
    const entries = decodeReply(await a.call('SLOWLOG', 'GET', '-1')).items;
    for (const { items } of entries) {
      const [, , , args, address, name] = items;
      out.push(args!.items.map((item) => textOf(item)).join(' '));
      out.push(masked(`${items.length} ${textOf(address!)} ${textOf(name!)}`));
    }
    await a.call('CONFIG', 'SET', 'slowlog-max-len', '2');
    out.push(await say(a, 'PING'), await say(a, 'SLOWLOG', 'LEN'));
    await a.call('CONFIG', 'SET', 'slowlog-log-slower-than', '-1');
    out.push(await say(a, 'SLOWLOG', 'RESET'), await say(a, 'SLOWLOG', 'LEN'));
    return out;
  });

const outOfMemory: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    await a.call('SET', 'k', 'v');
    const out = [await say(a, 'CONFIG', 'SET', 'maxmemory', '1')];
    const calls = 'SET k w|APPEND k x|DEL k|GET k|EXISTS k|INCR n|GETEX k|SETRANGE k 0 z|PFADD h a';
    for (const call of calls.split('|')) out.push(await say(a, ...call.split(' ')));
    out.push(await say(a, 'CONFIG', 'SET', 'maxmemory', '0'), await say(a, 'SET', 'k', 'w'));
    return out;
  });

const latency: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    await a.call('CONFIG', 'SET', 'latency-monitor-threshold', '20');
    await a.call('LATENCY', 'RESET');
    await a.call('DEBUG', 'SLEEP', '0.05');
    const latest = decodeReply(await a.call('LATENCY', 'LATEST')).items;
    const out = latest.map(({ items }) => `${textOf(items[0]!)} ${items.length}`);
    const history = decodeReply(await a.call('LATENCY', 'HISTORY', 'command')).items;
    out.push(...history.map(({ items }) => `${Number(textOf(items[1]!)) >= 50}`));
    out.push(await say(a, 'LATENCY', 'RESET', 'command'));
    await a.call('CONFIG', 'SET', 'latency-monitor-threshold', '0');
    return out;
  });

const statistics: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    await a.call('CONFIG', 'RESETSTAT');
    for (const call of [
      'SET k v',
      'GET k',
      'get k',
      'INCR k',
      'GET',
      'NOSUCH',
      'CONFIG GET port',
    ]) {
      await a.call(...call.split(' '));
    }
    const out: Transcript = [];
    for (const section of ['commandstats', 'errorstats']) {
      const text = textOf(decodeReply(await a.call('INFO', section)));
      out.push(...masked(text).split('\r\n').sort());
    }
    const stats = textOf(decodeReply(await a.call('INFO', 'stats')));
    out.push(
      ...stats.split('\r\n').filter((line) => /^keyspace_(hits|misses)|error_rep/.test(line)),
    );
    return out;
  });

const activeExpiry: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    await a.call('DEBUG', 'SET-ACTIVE-EXPIRE', '1');
    for (let index = 0; index < 100; index += 1) await a.call('SET', `k${index}`, 'v', 'PX', '50');
    await a.call('SET', 'stays', 'v');
    await delay(1000);
    return [await say(a, 'DBSIZE'), await say(a, 'KEYS', '*')];
  });

const password: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    const out = [await say(a, 'CONFIG', 'SET', 'requirepass', 'first')];
    const late = await server.connect();
    out.push(await say(late, 'GET', 'k'), await say(late, 'AUTH', 'no'));
    out.push(
      await say(late, 'AUTH', 'first'),
      await say(late, 'GET', 'k'),
      await say(b, 'GET', 'k'),
    );
    out.push(
      await say(b, 'RESET'),
      await say(b, 'GET', 'k'),
      await say(b, 'AUTH', 'default', 'first'),
    );
    out.push(await say(a, 'CONFIG', 'SET', 'requirepass', ''), await say(late, 'AUTH', 'first'));
    await late.close();
    return out;
  });

const clientNames: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    await a.call('CLIENT', 'SETNAME', 'first');
    await b.call('SELECT', '3');
    await b.call('HELLO', '3', 'SETNAME', 'second');
    await b.call('CLIENT', 'NO-EVICT', 'on');
    const list = textOf(
      decodeReply(await a.call('CLIENT', 'LIST', 'ID', await idOf(a!), await idOf(b!))),
    );
    const fields = /(?<![-\w])(name|db|sub|psub|multi|flags|cmd|user|resp)=\S*/g;
    return list
      .trim()
      .split('\n')
      .flatMap((line) => line.match(fields)?.join(' ') ?? '');
  });

const idle: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    await a.call('CONFIG', 'SET', 'timeout', '1');
    for (let turn = 0; turn < 14 && !b.isClosed; turn += 1) {
      await delay(250);
      await a.call('PING');
    }
    await a.call('CONFIG', 'SET', 'timeout', '0');
    return [
      b.isClosed ? 'idle one closed' : 'idle one open',
      a.isClosed ? 'busy closed' : 'busy open',
    ];
  });

const slowReader: Conversation = (server) =>
  withConnections(server, 2, async (a, b) => {
    await a.call('CONFIG', 'SET', 'client-output-buffer-limit', 'normal 1mb 0 0');
    await a.call('SET', 'k', 'x'.repeat(1_000_000));
    b.socket.pause();
    b.write('GET k\r\n'.repeat(100));
    let clients = '';
    for (let turn = 0; turn < 40 && clients !== ':1'; turn += 1) {
      await delay(50);
      const list = textOf(decodeReply(await a.call('CLIENT', 'LIST')));
      clients = `:${list.trim().split('\n').length}`;
    }
    await a.call('CONFIG', 'SET', 'client-output-buffer-limit', 'normal 0 0 0');
    return [clients, await say(a, 'STRLEN', 'k')];
  });

const selfTest: Conversation = (server) =>
  withConnections(server, 1, async (a) => [await say(a, 'PFSELFTEST')]);

const push: Conversation = (server) =>
  withConnections(server, 1, async (a) => {
    const out = [await say(a, 'DEBUG', 'PROTOCOL', 'push')];
    await a.call('HELLO', '3');
    out.push(await say(a, 'DEBUG', 'PROTOCOL', 'push'), await hear(a), await say(a, 'PING'));
    return out;
  });

/** Conversations that leave the server as they found it. */
export const CONVERSATIONS: Readonly<Record<string, Conversation>> = {
  'CLIENT REPLY silences replies and errors': silence,
  'CLIENT PAUSE WRITE holds writes back until UNPAUSE': pauseWrites,
  'CLIENT PAUSE ends by itself': pauseAll,
  'CLIENT KILL by id and by address': killById,
  'CLIENT KILL with several filters spares the caller': killMany,
  'MONITOR shows calls as they come': monitor,
  'QUIT answers and ignores what follows': quit,
  'SLOWLOG keeps arguments, cut where they are long': slowLog,
  'no write passes maxmemory': outOfMemory,
  'LATENCY records slow commands': latency,
  'INFO counts calls and errors': statistics,
  'keys expire without being touched': activeExpiry,
  'requirepass changes while clients are connected': password,
  'CLIENT LIST describes each client': clientNames,
  'idle clients are closed after the timeout': idle,
  'a client that reads too slowly is closed': slowReader,
  'PFSELFTEST passes': selfTest,
  'DEBUG PROTOCOL sends a push beside its reply': push,
};
