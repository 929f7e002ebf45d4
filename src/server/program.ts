/**
 * The program: reads the command line and the configuration, opens the log, starts a server, and
 * stops it in order when it is told to. It is the process: it owns signals and the exit code.
 */
import { REDIS_VERSION } from '../base/redis-version.js';
import { openSystemLog, type SystemLog } from '../platform/log.js';
import { PACKAGE_VERSION } from '../platform/package-version.js';
import { systemFiles } from '../platform/system-files.js';
import { trimEngine } from '../platform/trim-engine.js';
import { byteStringOf, textOfByteString } from './config/byte-string.js';
import { Config } from './config/config.js';
import { ConfigError } from './config/config-error.js';
import { resolvePath } from './config/config-files.js';
import { loadConfig } from './config/load-config.js';
import { type CommandLine, parseArguments } from './config/parse-arguments.js';
import { type RunningServer, startConfigured } from './start-configured.js';

const PRODUCT = `segkv ${PACKAGE_VERSION}`;
const USAGE = `Usage: segkv [/path/to/segkv.conf] [options] [-]
       segkv - (read the configuration from standard input)
       segkv -v or --version
       segkv -h or --help

Every directive of the configuration file can be an option.

Examples:
       segkv (with the built-in defaults)
       echo 'maxmemory 128mb' | segkv -
       segkv /etc/segkv/6379.conf
       segkv --port 7777 --maxmemory 1gb
       segkv /etc/segkv/6379.conf --loglevel verbose -
`;

type RunCommand = Extract<CommandLine, { action: 'run' }>;

interface Loaded {
  readonly config: Config;
  readonly configFilePath: string | null;
  readonly warnings: Warnings;
}

/** Keeps warnings until there is a log to write them to. */
class Warnings {
  private waiting: string[] = [];
  private log: SystemLog | null = null;

  add(message: string): void {
    if (this.log === null) this.waiting.push(message);
    else this.log.warning(message);
  }

  openTo(log: SystemLog): void {
    this.log = log;
    for (const message of this.waiting) log.warning(message);
    this.waiting = [];
  }
}

/** Does what the command line says; `argv` are the arguments after the program's name. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const command = parseArguments(argv);
  if (command.action === 'version') {
    const versions = `segkv v=${PACKAGE_VERSION} redis=${REDIS_VERSION} node=${process.version}`;
    process.stdout.write(`${versions} bits=64\n`);
  } else if (command.action === 'help') process.stdout.write(USAGE);
  else await run(command);
}

async function run(command: RunCommand): Promise<void> {
  const loaded = load(command);
  if (loaded === null) return;
  const { config, warnings } = loaded;
  const log = await openLog(config);
  if (log === null) return;
  process.on('uncaughtException', (error) => {
    log.warning(`The program has a bug and stops: ${error.stack ?? error.message}`);
    process.exit(1);
  });
  log.notice(`segkv is starting: version ${PACKAGE_VERSION}, Redis ${REDIS_VERSION} compatible`, {
    node: process.version,
  });
  log.notice(describeConfiguration(loaded));
  warnings.openTo(log);
  const server = await start(loaded, log);
  if (server !== null) await serve(server, log);
}

/** Null, with a message on standard error, where the configuration cannot be used. */
function load(command: RunCommand): Loaded | null {
  const workingDirectory = byteStringOf(process.cwd());
  const warnings = new Warnings();
  const warn = (message: string): void => warnings.add(message);
  const config = new Config({
    workingDirectory,
    kindOfPath: (path) => systemFiles.kindOfPath(path),
    warn,
  });
  const { filePath, lines } = command;
  try {
    loadConfig(config, {
      files: systemFiles,
      filePath,
      standardInput: command.readsStandardInput ? systemFiles.readStandardInput() : null,
      lines,
      warn,
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(Buffer.from(error.report(PRODUCT), 'latin1'));
    process.exitCode = 1;
    return null;
  }
  const configFilePath = filePath === null ? null : resolvePath(workingDirectory, filePath);
  return { config, configFilePath, warnings };
}

async function openLog(config: Config): Promise<SystemLog | null> {
  const written = config.get('logfile');
  const path = written === '' ? '' : resolvePath(config.get('dir'), written);
  try {
    return await openSystemLog({
      level: config.get('loglevel'),
      filePath: textOfByteString(path),
      isPretty: path === '' && process.stdout.isTTY === true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Can't open the log file: ${reason}\n`);
    process.exitCode = 1;
    return null;
  }
}

function describeConfiguration({ configFilePath }: Loaded): string {
  return configFilePath === null
    ? 'Running with the built-in defaults and the options of the command line'
    : `Configuration loaded from ${configFilePath}`;
}

/** Null where the server cannot start. */
async function start(loaded: Loaded, log: SystemLog): Promise<RunningServer | null> {
  const { config, configFilePath } = loaded;
  try {
    return await startConfigured({
      config,
      configFilePath,
      logger: log,
      setLogLevel: (level) => {
        log.level = level;
      },
    });
  } catch (error) {
    log.warning(describeFailure(error, config.get('port')));
    process.exitCode = 1;
    return null;
  }
}

/** Errors of the network come from the system, which gives them a code. */
function describeFailure(error: unknown, port: number): string {
  if (!(error instanceof Error)) return `Failed to start: ${String(error)}`;
  if (!('code' in error)) return `Failed to start: ${error.message}`;
  return `Failed listening on port ${port} (tcp), aborting: ${error.message}`;
}

async function serve(server: RunningServer, log: SystemLog): Promise<void> {
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) {
      log.warning(`Received ${signal} again, exiting at once`);
      process.exit(1);
    }
    isStopping = true;
    log.warning(`Received ${signal} scheduling shutdown...`);
    void server.close();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  log.notice('Server initialized', { port: server.port });
  trimEngine();
  log.notice('Ready to accept connections');
  await server.closed;
  log.warning('segkv is now ready to exit, bye bye...');
  log.close();
  process.exit(0);
}
