/**
 * Ten thousand clients at once, a thousand of them killed in the middle of a request: the others
 * must not notice, and what the dead ones held must come back.
 */
import { spawnSync } from 'node:child_process';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInvariants } from '../support/invariants.js';
import { decodeReply, textOf } from '../support/reply-tree.js';
import { encodeCommand, type RespConnection } from '../support/resp-connection.js';
import { type ServerProcess, startSubject } from '../support/server-process.js';

const CLIENTS = 10_000;
const KILLED = 1_000;
/** Files a process holds open beside its clients' sockets. */
const OTHER_FILES = 500;
const OPENING_AT_ONCE = 200;
/** What may remain of 10,000 clients' memory in a server that has let all of them go. */
const REMAINING_BYTES_MAX = 8 * 1024 * 1024;
const SETTLE_MS = 20_000;

/** Node raises its soft limit of open files to the hard one when it starts. */
function openFilesMax(): number {
  const limit = spawnSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).stdout.trim();
  return limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
}

function canOpenEnough(what: string): boolean {
  const limit = openFilesMax();
  if (limit >= CLIENTS + OTHER_FILES) return true;
  process.stderr.write(`skipped: ${what} needs ulimit -n above ${limit}\n`);
  return false;
}

interface Client {
  readonly socket: net.Socket;
  /** Replies to PING received so far. */
  pongs: number;
  isClosed: boolean;
}

function openClient(port: number): Promise<Client> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const client: Client = { socket, pongs: 0, isClosed: false };
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve(client);
    });
    socket.on('data', (chunk) => {
      client.pongs += chunk.toString('latin1').split('+PONG\r\n').length - 1;
    });
    socket.once('close', () => {
      client.isClosed = true;
    });
  });
}

async function openClients(port: number): Promise<Client[]> {
  const clients: Client[] = [];
  while (clients.length < CLIENTS) {
    const opening = Array.from({ length: OPENING_AT_ONCE }, () => openClient(port));
    clients.push(...(await Promise.all(opening)));
  }
  return clients;
}

async function infoField(connection: RespConnection, section: string, name: string) {
  const text = textOf(decodeReply(await connection.call('INFO', section)));
  const found = new RegExp(`^${name}:(\\d+)`, 'm').exec(text);
  if (found === null) throw new Error(`INFO ${section} has no ${name}`);
  return Number(found[1]);
}

/** Waits until the condition holds; the last check decides. */
async function eventually(check: () => Promise<boolean> | boolean): Promise<boolean> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    if (await check()) return true;
    await delay(50);
  }
  return check();
}

describe.skipIf(!canOpenEnough('the connections test'))('many connections', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startSubject({ args: ['--maxclients', String(CLIENTS + 100)] });
  });

  afterAll(async () => {
    await server?.stop();
  });

  it('answers all of them, and gives everything back when they go', async () => {
    const watcher = await server.connect();
    const clientCount = (): Promise<number> => infoField(watcher, 'clients', 'connected_clients');
    const memory = (): Promise<number> => infoField(watcher, 'memory', 'used_memory');
    await watcher.pipeline([['SET', 'k', 'v'], ['INFO']]);
    const memoryBefore = await memory();

    const clients = await openClients(server.port);
    expect(await eventually(async () => (await clientCount()) === CLIENTS + 1)).toBe(true);
    for (const client of clients) client.socket.write('PING\r\n');
    expect(await eventually(() => clients.every((client) => client.pongs === 1))).toBe(true);

    const request = encodeCommand(['SET', 'k', 'x'.repeat(20_000)]);
    const victims = clients.filter((_, index) => index % (CLIENTS / KILLED) === 3);
    for (const [index, { socket }] of victims.entries()) {
      // Cut everywhere: in the header, in a length, in the argument, just before the end.
      socket.write(request.subarray(0, Math.max(1, (index * 37) % request.length)));
    }
    await delay(100);
    for (const { socket } of victims) socket.resetAndDestroy();
    expect(await eventually(async () => (await clientCount()) === CLIENTS + 1 - KILLED)).toBe(true);

    const survivors = clients.filter((client) => !victims.includes(client));
    for (const client of survivors) client.socket.write('PING\r\n');
    expect(await eventually(() => survivors.every((client) => client.pongs === 2))).toBe(true);
    expect(survivors.some((client) => client.isClosed)).toBe(false);
    expect((await watcher.call('GET', 'k')).toString()).toBe('$1\r\nv\r\n');

    for (const { socket } of survivors) socket.destroy();
    expect(await eventually(async () => (await clientCount()) === 1)).toBe(true);
    const isBack = async (): Promise<boolean> =>
      (await memory()) - memoryBefore <= REMAINING_BYTES_MAX;
    expect(await eventually(isBack), `used_memory was ${memoryBefore} bytes`).toBe(true);
    await watcher.call('FLUSHALL');
    await checkInvariants(watcher);
    await watcher.close();
  }, 180_000);
});
