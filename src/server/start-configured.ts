/** Starts a server on this machine: its clock, timers, randomness, files and network. */
import { systemClock } from '../platform/clock.js';
import type { LogLevel } from '../platform/log.js';
import { PACKAGE_VERSION } from '../platform/package-version.js';
import { systemProcess } from '../platform/process-information.js';
import { systemRandom } from '../platform/random.js';
import { systemFiles } from '../platform/system-files.js';
import { systemTimers } from '../platform/timers.js';
import type { Config } from './config/config.js';
import type { Logger } from './logger.js';
import { Server } from './server.js';

export interface StartConfigured {
  /** Loaded already. */
  readonly config: Config;
  /** Absolute, a byte a character; null if there is none. */
  readonly configFilePath: string | null;
  readonly logger: Logger;
  readonly setLogLevel: (level: LogLevel) => void;
  readonly isVerifying?: boolean;
}

/** A server that accepts connections. */
export interface RunningServer {
  /** The TCP port; 0 where it listens on a unix socket only. */
  readonly port: number;
  /** Resolves when the server has stopped, by `close` or because a client sent SHUTDOWN. */
  readonly closed: Promise<void>;
  /** Stops; resolves when no connection, timer or memory is left. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Resolves when the server accepts connections; rejects with the system's error. */
export async function startConfigured(options: StartConfigured): Promise<RunningServer> {
  const server = new Server({
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    files: systemFiles,
    process: systemProcess,
    version: PACKAGE_VERSION,
    ...options,
  });
  await server.start();
  const close = (): Promise<void> => server.close();
  return {
    get port() {
      return server.listeners.port;
    },
    closed: server.closed,
    close,
    [Symbol.asyncDispose]: close,
  };
}
