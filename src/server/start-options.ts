/**
 * Directives as options of a program that embeds the server: `maxmemory`, `tcpKeepalive` or
 * `slowlogMaxLen`, each with a type that follows from the table of directives.
 */
import { byteStringOf } from './config/byte-string.js';
import type { Config } from './config/config.js';
import { InvalidValue } from './config/directive-kind.js';
import {
  DIRECTIVE_NAMES,
  type DirectiveName,
  type DirectiveValue,
  findDirective,
} from './config/directives.js';

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name extends `${infer Head}_${infer Tail}`
    ? `${Head}${Capitalize<CamelCase<Tail>>}`
    : Name;

/** Booleans and numbers as such; everything may be text as in redis.conf ("100mb", "yes"). */
type OptionValue<Value> = Value extends boolean
  ? boolean | 'yes' | 'no'
  : Value extends number
    ? number | string
    : Value extends string
      ? Value
      : string | readonly string[];

/** Every directive under its name in camelCase. */
export type DirectiveOptions = {
  [Name in DirectiveName as CamelCase<Name>]?: OptionValue<DirectiveValue<Name>>;
};

const NAMES_BY_OPTION: ReadonlyMap<string, DirectiveName> = new Map(
  DIRECTIVE_NAMES.map((name) => [optionOf(name), name]),
);

/** The option that stands for a directive. */
export function optionOf(name: DirectiveName): string {
  return name.replace(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * Loads options into a configuration. Throws a TypeError that names the option which does not
 * exist or has a value that does not suit it.
 */
export function loadOptions(config: Config, options: Readonly<Record<string, unknown>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const name = NAMES_BY_OPTION.get(option);
    if (name === undefined) throw new TypeError(`there is no option '${option}'`);
    loadWords(config, name, option, wordsOf(value));
  }
}

/** The same for directives under their own names, with values as in redis.conf. */
export function loadDirectives(config: Config, values: Readonly<Record<string, string>>): void {
  for (const [written, value] of Object.entries(values)) {
    const name = findDirective(written);
    if (name === null) throw new TypeError(`there is no directive '${written}'`);
    loadWords(config, name, written, wordsOf(value));
  }
}

function loadWords(
  config: Config,
  name: DirectiveName,
  written: string,
  words: readonly string[],
): void {
  try {
    config.load(name, words);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new TypeError(`option '${written}': ${error.message}`);
  }
}

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  return [byteStringOf(String(value))];
}
