/** The container's health check against servers that answer in each way a server can. */
import { execFile } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/source-tree.js';

const SCRIPT = join(REPOSITORY, 'scripts/healthcheck.mjs');

interface Outcome {
  code: number;
  stderr: string;
}

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Starts a server that treats each connection so, and returns its port. */
function serve(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}

function check(port: number): Promise<Outcome> {
  const env = { ...process.env, SEGKV_PORT: String(port) };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT], { env }, (error, _stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stderr });
    });
  });
}

/** A server that answers a whole PING request with the reply, in two pieces. */
function answering(reply: string): Promise<number> {
  return serve((socket) => {
    let request = '';
    socket.on('data', (bytes) => {
      request += bytes.toString('latin1');
      if (request !== '*1\r\n$4\r\nPING\r\n') return;
      socket.write(reply.slice(0, 3));
      setTimeout(() => socket.write(reply.slice(3)), 20);
    });
  });
}

describe('the health check', () => {
  it('is content with PONG', async () => {
    expect(await check(await answering('+PONG\r\n'))).toEqual({ code: 0, stderr: '' });
  });

  it('is content with a server that wants a password', async () => {
    const port = await answering('-NOAUTH Authentication required.\r\n');
    expect(await check(port)).toEqual({ code: 0, stderr: '' });
  });

  it('reports any other reply', async () => {
    const port = await answering('-LOADING still reading\r\n');
    const expected = { code: 1, stderr: 'unhealthy: -LOADING still reading\n' };
    expect(await check(port)).toEqual(expected);
  });

  it('reports a closed connection, a refused one and silence', async () => {
    const closing = await serve((socket) => socket.end());
    expect((await check(closing)).stderr).toContain('closed without an answer');
    const gone = await serve(() => {});
    for (const close of closers.splice(0)) close();
    expect((await check(gone)).stderr).toContain('ECONNREFUSED');
    const silent = await serve(() => {});
    expect(await check(silent)).toEqual({
      code: 1,
      stderr: 'unhealthy: no answer within 2000 ms\n',
    });
  });
});
