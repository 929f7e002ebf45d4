/** The program from its command line to its end. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { RespConnection } from '../support/resp-connection.js';

let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'segkv-program-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each([['-v'], ['--version']])('%s prints the version', async (option) => {
  const { code, stdout, stderr } = await new Program([option]).ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^segkv v=\d+\.\d+\.\d+ redis=7\.4\.0 node=v\d+/);
});

test.each([['-h'], ['--help']])('%s prints the usage', async (option) => {
  const { code, stdout } = await new Program([option]).ended;
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: segkv [/path/to/segkv.conf] [options] [-]');
});

test('the log tells version, process, port and that clients may come', async () => {
  await using program = new Program(['--port', '0']);
  const port = await program.ready();
  expect(port).toBeGreaterThan(0);
  expect(program.log[0]).toMatchObject({ level: 'notice', pid: program.child.pid });
  expect(String(program.log[0]?.msg)).toMatch(/version \d+\.\d+\.\d+/);
  const connection = await RespConnection.open({ port });
  expect((await connection.call('PING')).toString()).toBe('+PONG\r\n');
  await connection.close();
});

test.each([
  ['--no-such-directive', 'x'],
  ['--port', 'abc'],
  ['--port', '70000'],
  ['--memory-page-size', '5000'],
])('%s %s is reported and ends the program with code 1', async (...args) => {
  const { code, stderr, stdout } = await new Program(args).ended;
  expect(code).toBe(1);
  expect(stderr).toContain('FATAL CONFIG FILE ERROR');
  expect(stderr).toContain(args[0]?.slice(2));
  expect(stdout).toBe('');
});

test('a port that is taken ends the program with code 1', async () => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as net.AddressInfo;
  const program = new Program(['--port', String(port), '--bind', '127.0.0.1']);
  const { code } = await program.ended;
  other.close();
  expect(code).toBe(1);
  expect(program.log.map(({ msg }) => msg).join()).toContain('EADDRINUSE');
});

test('directives without effect are accepted with a warning', async () => {
  await using program = new Program(['--port', '0', '--appendonly', 'yes']);
  const warning = await program.logged('appendonly');
  expect(warning.level).toBe('warning');
  await program.ready();
});

test('logfile takes the log, and CONFIG SET loglevel changes what it holds', async () => {
  const path = join(directory, 'segkv.log');
  await using program = new Program(
    ['--port', '0', '--logfile', 'segkv.log', '--unixsocket', join(directory, 'sock')],
    { directory },
  );
  while (!existsSync(path) || !readFileSync(path, 'utf8').includes('Ready to accept')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const socket = net.connect(join(directory, 'sock'));
  socket.write('CONFIG SET loglevel verbose\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  const second = net.connect(join(directory, 'sock'));
  second.write('PING\r\n');
  await new Promise((resolve) => second.once('data', resolve));
  expect(readFileSync(path, 'utf8')).toContain('"level":"verbose"');
  expect(program.stdout).toBe('');
  socket.destroy();
  second.destroy();
});

test('unixsocketperm sets the permissions of the socket', async () => {
  const path = join(directory, 'permitted');
  await using program = new Program([
    ...['--port', '0', '--unixsocket', path, '--unixsocketperm', '700'],
  ]);
  await program.ready();
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('memory-preallocate that cannot be had ends the program with code 1', async () => {
  // More than references can name, so no system gives it.
  const program = new Program([
    ...['--port', '0', '--maxmemory', '64gb', '--memory-preallocate', 'yes'],
  ]);
  const { code } = await program.ended;
  expect(code).toBe(1);
  const messages = program.log.map(({ msg }) => String(msg));
  expect(messages).toContain('Failed to start: cannot allocate 68719476736 bytes of memory');
});

test('memory-preallocate takes maxmemory from the system at once and keeps it', async () => {
  await using program = new Program([
    ...['--port', '0', '--maxmemory', '64mb', '--memory-preallocate', 'yes'],
  ]);
  const connection = await RespConnection.open({ port: await program.ready() });
  const info = (await connection.call('INFO', 'memory')).toString();
  const field = (name: string): number => Number(new RegExp(`${name}:(\\d+)`).exec(info)?.[1]);
  expect(field('allocator_resident')).toBe(64 * 1024 * 1024);
  expect(field('used_memory_rss')).toBeGreaterThan(100 * 1024 * 1024);
  await connection.close();
});
