/**
 * Starts the servers that tests talk to: the built segkv, and redis-server as the reference where
 * it is installed. Each gets a free port and a directory of its own, and leaves nothing behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RespConnection } from './resp-connection.js';

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 8_000;
const LOG_CHARS_MAX = 256 * 1024;

export interface ServerOptions {
  /** Directives as on the command line, such as ['--maxclients', '100']. */
  readonly args?: readonly string[];
  /** The Node binary that runs segkv; SEGKV_NODE or this process's own by default. */
  readonly nodePath?: string;
  /**
   * Whether segkv checks memory at every step, as it does unless this is false: for tests of speed
   * and of the memory that the process takes.
   */
  readonly isVerifying?: boolean;
  /** The password to wait with, when the arguments set requirepass. */
  readonly password?: string;
}

export class ServerProcess {
  readonly name: string;
  readonly port: number;
  readonly child: ChildProcess;
  readonly directory: string;
  /** Resolves with the exit code, or the signal's name, once the process has ended. */
  readonly exited: Promise<number | string>;
  hasExited = false;
  private output = '';

  constructor(name: string, port: number, child: ChildProcess, directory: string) {
    this.name = name;
    this.port = port;
    this.child = child;
    this.directory = directory;
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-LOG_CHARS_MAX);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => {
        keep(Buffer.from(`${error.message}\n`));
        this.hasExited = true;
        resolve('not started');
      });
      child.once('exit', (code, signal) => {
        this.hasExited = true;
        resolve(code ?? signal ?? 'unknown');
      });
    });
  }

  /** Everything the process has printed, up to the newest 256 KiB. */
  get log(): string {
    return this.output;
  }

  /** The newest lines of the log, for failure messages. */
  logTail(lines = 20): string {
    return this.output.trimEnd().split('\n').slice(-lines).join('\n');
  }

  connect(): Promise<RespConnection> {
    return RespConnection.open({ port: this.port });
  }

  /** Asks the process to end, kills it if it does not, and removes its directory. */
  async stop(): Promise<void> {
    if (!this.hasExited) {
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await this.exited;
      clearTimeout(timer);
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Where redis-server is (REDIS_SERVER, or on the PATH), or undefined if it is not installed. */
export function redisServerPath(): string | undefined {
  const named = process.env.REDIS_SERVER;
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, 'redis-server');
    if (isExecutable(path)) return path;
  }
  return undefined;
}

/** True if redis-server is there; else prints why the tests that need it are skipped. */
export function redisServerIsThere(what: string): boolean {
  if (redisServerPath() !== undefined) return true;
  process.stderr.write(`skipped: ${what} needs redis-server, which is not on the PATH\n`);
  return false;
}

/** Starts redis-server without persistence. Throws if it is not installed or does not start. */
export async function startRedisServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const path = redisServerPath();
  if (path === undefined) throw new Error('redis-server is not installed');
  const base = ['--save', '', '--appendonly', 'no', '--enable-debug-command', 'yes'];
  return startOnFreePort('redis-server', options, (port, directory) => {
    return [path, '--port', String(port), '--dir', directory, ...base];
  });
}

/** Starts the built segkv. Throws if dist/main.js is missing or the server does not start. */
export async function startSegkv(options: ServerOptions = {}): Promise<ServerProcess> {
  const program = join(repositoryRoot(), 'dist', 'main.js');
  if (!existsSync(program)) throw new Error('dist/main.js is missing: run npm run build first');
  const node = options.nodePath ?? (process.env.SEGKV_NODE || process.execPath);
  return startOnFreePort('segkv', options, (port) => {
    return [node, '--enable-source-maps', program, '--port', String(port)].concat([
      '--enable-debug-command',
      'yes',
    ]);
  });
}

/**
 * Starts the server under test: segkv, or redis-server when SEGKV_SUBJECT=redis-server, which is
 * how a test proves that it passes against the reference itself.
 */
export function startSubject(options: ServerOptions = {}): Promise<ServerProcess> {
  return subjectIsReference() ? startRedisServer(options) : startSegkv(options);
}

/** True, with a printed reason, if redis-server stands in for segkv and does not have this. */
export function referenceLacks(what: string): boolean {
  if (subjectIsReference()) process.stderr.write(`skipped: redis-server lacks ${what}\n`);
  return subjectIsReference();
}

/** True if redis-server stands in for segkv in this run. */
export function subjectIsReference(): boolean {
  return process.env.SEGKV_SUBJECT === 'redis-server';
}

/** The folder that holds package.json, from source and from compiled tests alike. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** A TCP port nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function startOnFreePort(
  name: string,
  options: ServerOptions,
  commandLine: (port: number, directory: string) => string[],
): Promise<ServerProcess> {
  const directory = mkdtempSync(join(tmpdir(), 'segkv-test-'));
  const port = await findFreePort();
  const [program, ...args] = commandLine(port, directory) as [string, ...string[]];
  const child = spawn(program, [...args, ...(options.args ?? [])], {
    cwd: directory,
    env: { ...process.env, SEGKV_VERIFY: options.isVerifying === false ? '0' : '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = new ServerProcess(name, port, child, directory);
  try {
    await waitUntilReady(server, options.password);
  } catch (error) {
    child.kill('SIGKILL');
    await server.stop();
    throw error;
  }
  return server;
}

async function waitUntilReady(server: ServerProcess, password: string | undefined): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.hasExited) break;
    if (await answersPing(server, password)) return;
    if (performance.now() > deadline) break;
    await delay(20);
  }
  throw new Error(`${server.name} did not start on port ${server.port}:\n${server.logTail()}`);
}

async function answersPing(server: ServerProcess, password: string | undefined): Promise<boolean> {
  let connection: RespConnection | undefined;
  try {
    connection = await server.connect();
    if (password !== undefined) await connection.call('AUTH', password);
    return (await connection.call('PING')).toString() === '+PONG\r\n';
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
