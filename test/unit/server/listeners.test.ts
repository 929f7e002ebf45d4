import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';
import { findFreePort } from '../../support/server-process.js';

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1');

function answer(options: net.NetConnectOpts): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(options, () => socket.write('PING\r\n'));
    socket.on('error', reject);
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
}

test('all addresses share a port, and an optional one may be missing', () =>
  withServer({ bind: ['127.0.0.1', '127.0.0.2', '-203.0.113.7'] }, async (running) => {
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      expect(await answer({ host, port: running.port })).toBe('+PONG\r\n');
    }
    await expect(answer({ host: '127.0.0.3', port: running.port })).rejects.toThrow();
  }));

test('an address that must be there keeps the server from starting', async () => {
  await expect(withServer({ bind: ['127.0.0.1', '203.0.113.7'] }, async () => {})).rejects.toThrow(
    /EADDRNOTAVAIL/,
  );
});

test.skipIf(!hasIpv6)('every IPv4 and every IPv6 address go side by side', () =>
  withServer({ bind: ['*', '-::*'] }, async (running) => {
    expect(await answer({ host: '127.0.0.1', port: running.port })).toBe('+PONG\r\n');
    expect(await answer({ host: '::1', port: running.port })).toBe('+PONG\r\n');
  }),
);

test('addresses change while clients stay', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const oldPort = running.port;
    const port = await findFreePort();
    await running.server.listeners.bind({ bind: ['127.0.0.2'], port });
    expect(running.port).toBe(port);
    expect(await say(connection, 'PING')).toBe('+PONG');
    expect(await answer({ host: '127.0.0.2', port })).toBe('+PONG\r\n');
    await expect(answer({ host: '127.0.0.1', port: oldPort })).rejects.toThrow(/ECONNREFUSED/);
  }));

test('a change that fails leaves the old addresses as they were', () =>
  withServer({}, async (running) => {
    const { port } = running;
    const change = running.server.listeners.bind({ bind: ['203.0.113.7'], port: 0 });
    await expect(change).rejects.toThrow(/EADDRNOTAVAIL/);
    expect(await answer({ host: '127.0.0.1', port })).toBe('+PONG\r\n');
  }));

test('a unix socket replaces what an earlier server left, and has the permissions asked for', () =>
  withServer({}, async (running) => {
    const folder = mkdtempSync(join(tmpdir(), 'segkv-test-'));
    const path = join(folder, 'socket');
    try {
      writeFileSync(path, '');
      await running.server.listeners.bindUnix({ path, permissions: 0o700 });
      expect(statSync(path).mode & 0o777).toBe(0o700);
      expect(await answer({ path })).toBe('+PONG\r\n');
      const list = new Promise<string>((resolve) => {
        const socket = net.connect({ path }, () => socket.write('CLIENT INFO\r\n'));
        socket.once('data', (data) => {
          resolve(data.toString());
          socket.destroy();
        });
      });
      expect(await list).toMatch(new RegExp(` addr=${path}:0 laddr=${path}:0 .* flags=U `));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }));
