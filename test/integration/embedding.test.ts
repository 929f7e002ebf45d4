/** The server as a part of a program: through its public module, with ioredis as the client. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { startServer } from '../../src/index.js';
import { repositoryRoot } from '../support/server-process.js';

test('several servers in one process know nothing of each other', async () => {
  await using first = await startServer({ port: 0 });
  await using second = await startServer({ port: 0, databases: 2 });
  expect(first.port).not.toBe(second.port);
  const [one, two] = [new Redis(first.port), new Redis(second.port)];
  await one.set('k', 'first');
  await two.set('k', 'second');
  await one.config('SET', 'timeout', '77');
  expect(await Promise.all([one.get('k'), two.get('k')])).toEqual(['first', 'second']);
  expect(await two.config('GET', 'timeout')).toEqual(['timeout', '0']);
  await expect(two.select(2)).rejects.toThrow('DB index is out of range');
  await Promise.all([one.quit(), two.quit()]);
});

test('options are directives, and what cannot be is refused', async () => {
  const messages: string[] = [];
  const note = (message: string): void => {
    messages.push(message);
  };
  await using server = await startServer({
    port: 0,
    requirepass: 'secret',
    maxmemory: '10mb',
    config: { 'slowlog-max-len': '3', appendonly: 'yes' },
    logger: { debug: note, verbose: note, notice: note, warning: note },
  });
  expect(messages.join()).toContain('appendonly');
  const client = new Redis(server.port, { password: 'secret' });
  expect(await client.config('GET', 'maxmemory', 'slowlog-max-len')).toEqual([
    ...['maxmemory', '10485760', 'slowlog-max-len', '3'],
  ]);
  await client.quit();
  await expect(startServer({ port: 0, maxmemory: 'much' })).rejects.toThrow(TypeError);
  await expect(startServer({ port: 0, config: { nosuch: '1' } })).rejects.toThrow(TypeError);
});

/** What a program prints that imports the built module; it must end by itself. */
function runProgram(code: string): string {
  const module = JSON.stringify(join(repositoryRoot(), 'dist', 'index.js'));
  const source = `import { startServer } from ${module};\nimport net from 'node:net';\n${code}`;
  const node = process.env.SEGKV_NODE || process.execPath;
  const ran = spawnSync(node, ['--input-type=module', '--expose-gc', '-e', source], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  return ran.stdout.trim();
}

const PING = `
const ping = (port) => new Promise((resolve) => {
  const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\\r\\n'));
  socket.once('data', (data) => { resolve(String(data)); });
});`;

test('nothing keeps the process alive after close', () => {
  const printed = runProgram(`${PING}
    const server = await startServer({ port: 0 });
    console.log((await ping(server.port)).trim());
    await server.close();`);
  expect(printed).toBe('+PONG');
});

test('closed resolves when a client sends SHUTDOWN', () => {
  const printed = runProgram(`
    const server = await startServer({ port: 0 });
    net.connect(server.port, '127.0.0.1').end('SHUTDOWN\\r\\n');
    await server.closed;
    console.log('closed');`);
  expect(printed).toBe('closed');
});

test('the time from start to the first reply, and the idle resident set', () => {
  const printed = runProgram(`${PING}
    const startedMs = performance.now();
    const server = await startServer({ port: 0 });
    await ping(server.port);
    const firstMs = performance.now() - startedMs;
    await server.close();
    console.log(JSON.stringify({ firstMs, sinceProcessMs: performance.now(),
      residentMiB: process.memoryUsage.rss() / 2 ** 20 }));`);
  const { firstMs, sinceProcessMs, residentMiB } = JSON.parse(printed);
  process.stderr.write(
    `start to first reply ${firstMs.toFixed(1)} ms, ${sinceProcessMs.toFixed(0)} ms after the ` +
      `process began; resident set ${residentMiB.toFixed(1)} MiB\n`,
  );
  expect(firstMs).toBeGreaterThan(0);
});
