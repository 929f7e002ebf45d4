/** The embedding API: a server inside a program. */
import { systemClock } from './platform/clock.js';
import { systemRandom } from './platform/random.js';
import { systemTimers } from './platform/timers.js';
import { Server } from './server/server.js';

export interface StartOptions {
  /** TCP port; 0 takes a free one. */
  port?: number;
  host?: string;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a server; resolves when it accepts connections. */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const server = new Server({
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    memory: {},
    databases: 16,
    version: '0.1.0',
  });
  await server.listeners.bind({
    bind: [options.host ?? '127.0.0.1'],
    port: options.port ?? 6379,
  });
  server.start();
  const close = (): Promise<void> => server.close();
  return { port: server.port, close, [Symbol.asyncDispose]: close };
}
