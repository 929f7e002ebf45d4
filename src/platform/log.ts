/**
 * The log of the program: pino, one JSON object a line to standard output or a file, written by
 * this thread. Where standard output is a terminal the lines are laid out for people instead; the
 * package that does it is loaded only then.
 */
import { closeSync, openSync } from 'node:fs';
import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino';

/** The levels of `loglevel`; 'nothing' writes no line at all. */
export type LogLevel = 'debug' | 'verbose' | 'notice' | 'warning' | 'nothing';

type Fields = Readonly<Record<string, string | number | boolean>>;
type Write = (message: string, fields?: Fields) => void;

export interface SystemLog {
  level: LogLevel;
  readonly debug: Write;
  readonly verbose: Write;
  readonly notice: Write;
  readonly warning: Write;
  /** Writes what is buffered and closes the file, if it is one. */
  close(): void;
}

export interface SystemLogOptions {
  level: LogLevel;
  /** Path of the file to append to; empty for standard output. */
  filePath: string;
  /** Lays lines out for people. */
  isPretty: boolean;
}

/** Numbers as pino spaces them, so that tools for its logs understand ours. */
const LEVELS = { debug: 20, verbose: 25, notice: 30, warning: 40 } as const;
const STDOUT = 1;

/** Opens the log. Throws the system's error where the file cannot be opened. */
export async function openSystemLog(options: SystemLogOptions): Promise<SystemLog> {
  const { filePath } = options;
  const descriptor = filePath === '' ? STDOUT : openSync(filePath, 'a', 0o644);
  const target = options.isPretty
    ? await prettyStream()
    : destination({ dest: descriptor, sync: true });
  const logger = pino(
    {
      level: pinoLevel(options.level),
      customLevels: LEVELS,
      useOnlyCustomLevels: true,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    target,
  );
  let { level } = options;
  const writer =
    (name: keyof typeof LEVELS): Write =>
    (message, fields = {}) =>
      logger[name](fields, message);
  return {
    get level() {
      return level;
    },
    set level(next) {
      level = next;
      logger.level = pinoLevel(next);
    },
    debug: writer('debug'),
    verbose: writer('verbose'),
    notice: writer('notice'),
    warning: writer('warning'),
    close() {
      logger.level = 'silent';
      if (descriptor !== STDOUT) closeSync(descriptor);
    },
  };
}

function pinoLevel(level: LogLevel): string {
  return level === 'nothing' ? 'silent' : level;
}

async function prettyStream(): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    sync: true,
    ignore: 'pid',
    translateTime: 'SYS:dd mmm yyyy HH:MM:ss.l',
    customLevels: LEVELS,
    useOnlyCustomProps: true,
  });
}
