/**
 * A server in this process, on a free port of the loopback interface, with what tests look at:
 * its settings, its log, its statistics. `close` checks that no slot and no page is left behind.
 */
import { expect } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { systemProcess } from '../../src/platform/process-information.js';
import { systemFiles } from '../../src/platform/system-files.js';
import type { ReadPath } from '../../src/platform/tcp-listener.js';
import { systemTimers } from '../../src/platform/timers.js';
import { Config } from '../../src/server/config/config.js';
import type { Logger } from '../../src/server/logger.js';
import { Server } from '../../src/server/server.js';
import type { ServerSettings } from '../../src/server/settings.js';
import { decodeReply, textOf } from './reply-tree.js';
import { type Argument, RespConnection } from './resp-connection.js';

export interface RunningServerOptions {
  settings?: Partial<ServerSettings>;
  readPath?: ReadPath;
  bind?: readonly string[];
}

export class RunningServer {
  /** Messages logged, each behind its level. */
  readonly log: string[] = [];
  readonly server: Server;
  private readonly connections: RespConnection[] = [];

  private constructor(options: RunningServerOptions) {
    const config = new Config({
      workingDirectory: '/',
      kindOfPath: systemFiles.kindOfPath,
      warn: () => {},
    });
    config.load('bind', options.bind ?? ['127.0.0.1']);
    config.load('port', ['0']);
    let seed = 1;
    this.server = new Server({
      clock: systemClock,
      timers: systemTimers,
      random: () => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) | 0;
        return seed;
      },
      config,
      configFilePath: null,
      files: systemFiles,
      process: systemProcess,
      isVerifying: true,
      version: '0.0.0',
      logger: this.logger(),
      setLogLevel: () => {},
      ...(options.readPath === undefined ? {} : { readPath: options.readPath }),
    });
    Object.assign(this.settings, options.settings);
  }

  get settings(): ServerSettings {
    return this.server.settings;
  }

  static async start(options: RunningServerOptions = {}): Promise<RunningServer> {
    const running = new RunningServer(options);
    await running.server.start();
    return running;
  }

  private logger(): Logger {
    const at = (level: string) => (message: string) => this.log.push(`${level}: ${message}`);
    return {
      debug: at('debug'),
      verbose: at('verbose'),
      notice: at('notice'),
      warning: at('warning'),
    };
  }

  get port(): number {
    return this.server.port;
  }

  /** A connection that `close` closes. */
  async connect(): Promise<RespConnection> {
    const connection = await RespConnection.open({ port: this.port });
    this.connections.push(connection);
    return connection;
  }

  /** The properties of a connection as CLIENT LIST has them, asked over another one. */
  async properties(asker: RespConnection, id: number): Promise<Map<string, string>> {
    const line = textOf(decodeReply(await asker.call('CLIENT', 'LIST', 'ID', id))).trim();
    return new Map(line.split(' ').map((word) => word.split('=') as [string, string]));
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
    const { server } = this;
    server.keyspace.verify();
    await server.close();
    server.memory.verifyEmpty();
    expect(server.clients.count).toBe(0);
  }
}

/** Runs `work` against a server of its own. */
export async function withServer(
  options: RunningServerOptions,
  work: (running: RunningServer) => Promise<void>,
): Promise<void> {
  const running = await RunningServer.start(options);
  try {
    await work(running);
  } finally {
    await running.close();
  }
}

/** The reply to one call as text, without line ends: "+OK", ":1", "$3 abc", "*0". */
export async function say(connection: RespConnection, ...args: Argument[]): Promise<string> {
  return shown(await connection.call(...args));
}

/** A raw reply as `say` shows it. */
export function shown(reply: Buffer): string {
  return reply.toString('latin1').trimEnd().replace(/\r\n/g, ' ');
}

/** The number of a connection. */
export async function idOf(connection: RespConnection): Promise<number> {
  return Number((await say(connection, 'CLIENT', 'ID')).slice(1));
}

/** Waits until the condition holds; throws if it does not in time. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 5000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not so within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
