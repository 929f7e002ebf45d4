/**
 * The embedding API: a server inside a program. Several can run in one process; each has a port,
 * data and a configuration of its own.
 */

import { systemFiles } from './platform/system-files.js';
import { byteStringOf } from './server/config/byte-string.js';
import { Config } from './server/config/config.js';
import { type Logger, SILENT_LOGGER } from './server/logger.js';
import { type RunningServer, startConfigured } from './server/start-configured.js';
import { type DirectiveOptions, loadDirectives, loadOptions } from './server/start-options.js';

export type { LogFields, Logger } from './server/logger.js';
export type { RunningServer } from './server/start-configured.js';

/**
 * Every directive of redis.conf in camelCase (`maxmemory: '100mb'`, `timeout: 60`), and options
 * about the server as a part of a program. Port 0 takes a free port; without `bind` or `host` only
 * this machine can connect.
 */
export interface StartOptions extends DirectiveOptions {
  /** One address to listen on: short for `bind`. */
  host?: string;
  /** Directives under their own names, as lines of a redis.conf would have them. */
  config?: Readonly<Record<string, string>>;
  /** Where messages go; nowhere if absent. */
  logger?: Logger;
  /** Checks memory at every release and fills what was released, for tests; slow. */
  verify?: boolean;
}

/**
 * Starts a server; resolves when it accepts connections. Rejects with a TypeError for an option
 * that cannot be, and with the system's error where it cannot listen.
 */
export async function startServer(options: StartOptions = {}): Promise<RunningServer> {
  const { host, config: values = {}, logger = SILENT_LOGGER, verify, ...directives } = options;
  const config = new Config({
    workingDirectory: byteStringOf(process.cwd()),
    kindOfPath: (path) => systemFiles.kindOfPath(path),
    warn: (message) => logger.warning(message),
  });
  config.load('bind', [host ?? '127.0.0.1']);
  loadDirectives(config, values);
  loadOptions(config, directives);
  config.warnOfIneffectiveValues();
  return startConfigured({
    config,
    configFilePath: null,
    logger,
    setLogLevel: () => {},
    isVerifying: verify ?? false,
  });
}
