/**
 * Loads the start-up configuration into a Config: the file with its includes, then the standard
 * input, then the options of the command line, each line in turn, so that later lines win.
 */

import type { Config } from './config.js';
import { ConfigError, ConfigFileUnreadable } from './config-error.js';
import { type ConfigFiles, resolvePath } from './config-files.js';
import { InvalidValue } from './directive-kind.js';
import { FILE_ONLY_DIRECTIVES, findDirective } from './directives.js';
import { includePaths } from './include-paths.js';
import { type ConfigLine, parseConfig } from './parse-config.js';

/** Includes within includes; more is taken for a file that includes itself. */
const INCLUDE_DEPTH_MAX = 16;
const BAD_DIRECTIVE = 'Bad directive or wrong number of arguments';

export interface ConfigSources {
  readonly files: ConfigFiles;
  readonly filePath: string | null;
  /** The text read from the standard input; null when none was asked for. */
  readonly standardInput: string | null;
  /** From the command line. */
  readonly lines: readonly ConfigLine[];
  readonly warn: (message: string) => void;
}

/** Throws ConfigError. Warns about directives without effect when all is loaded. */
export function loadConfig(config: Config, sources: ConfigSources): void {
  const loader = new ConfigLoader(config, sources);
  if (sources.filePath !== null) loader.loadFile(sources.filePath, null, 0);
  if (sources.standardInput !== null) {
    loader.loadLines(parseConfig(sources.standardInput, { kind: 'standard input' }), 0);
  }
  loader.loadLines(sources.lines, 0);
  checkTogether(config);
  config.warnOfIneffectiveValues();
}

class ConfigLoader {
  readonly #config: Config;
  readonly #files: ConfigFiles;
  readonly #warn: (message: string) => void;

  constructor(config: Config, sources: ConfigSources) {
    this.#config = config;
    this.#files = sources.files;
    this.#warn = sources.warn;
  }

  loadFile(path: string, includedBy: ConfigLine | null, depth: number): void {
    const absolute = resolvePath(this.#config.get('dir'), path);
    let text: string;
    try {
      text = this.#files.readFile(absolute);
    } catch (error) {
      throw new ConfigFileUnreadable(path, reasonOf(error), includedBy);
    }
    this.loadLines(parseConfig(text, { kind: 'file', path: absolute }), depth);
  }

  loadLines(lines: readonly ConfigLine[], depth: number): void {
    for (const line of lines) this.#loadLine(line, depth);
  }

  #loadLine(line: ConfigLine, depth: number): void {
    if (line.words === null) {
      throw new ConfigError('Unbalanced quotes in configuration line', line);
    }
    const [writtenName, ...words] = line.words as readonly [string, ...string[]];
    const name = findDirective(writtenName);
    if (name === null) {
      this.#loadFileOnly(line, writtenName.toLowerCase(), words, depth);
      return;
    }
    try {
      this.#config.load(name, words);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      throw new ConfigError(error.message, line);
    }
  }

  #loadFileOnly(line: ConfigLine, name: string, words: readonly string[], depth: number): void {
    if (name === 'sentinel') {
      throw new ConfigError('sentinel directive while not in sentinel mode', line);
    }
    const known = FILE_ONLY_DIRECTIVES.get(name);
    if (known === undefined || words.length < known.wordsMin || words.length > known.wordsMax) {
      throw new ConfigError(BAD_DIRECTIVE, line);
    }
    if (name === 'include') this.#include(line, words[0]!, depth + 1);
    else this.#warn(`The directive '${name}' is accepted for compatibility, but has no effect`);
  }

  #include(line: ConfigLine, path: string, depth: number): void {
    if (depth > INCLUDE_DEPTH_MAX) throw new ConfigError('include is nested too deeply', line);
    const paths = includePaths(this.#files, this.#config.get('dir'), path);
    for (const found of paths) this.loadFile(found, line, depth);
  }
}

/** What no single directive can check. */
function checkTogether(config: Config): void {
  if (config.get('cluster-enabled') && config.get('replicaof') !== null) {
    throw new ConfigError('replicaof directive not allowed in cluster mode', null);
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'No such file or directory'],
  ['EACCES', 'Permission denied'],
  ['EISDIR', 'Is a directory'],
  ['ENOTDIR', 'Not a directory'],
  ['ELOOP', 'Too many levels of symbolic links'],
]);

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return REASONS.get(code) ?? error.message;
}
