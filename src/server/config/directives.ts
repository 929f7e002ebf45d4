/**
 * The table of all directives: those of redis-server 7.0 and our own. The configuration file, the
 * command line, CONFIG GET, SET and REWRITE all read it. Names that only a file may hold, because
 * they are instructions rather than values, are in FILE_ONLY_DIRECTIVES.
 */
import type { Directive } from './directive.js';
import { ENCODING_DIRECTIVES } from './encoding-directives.js';
import { MEMORY_DIRECTIVES } from './memory-directives.js';
import { NETWORK_DIRECTIVES } from './network-directives.js';
import { PERSISTENCE_DIRECTIVES } from './persistence-directives.js';
import { REPLICATION_DIRECTIVES } from './replication-directives.js';
import { SERVER_DIRECTIVES } from './server-directives.js';
import { TLS_DIRECTIVES } from './tls-directives.js';

export const DIRECTIVES = {
  ...NETWORK_DIRECTIVES,
  ...TLS_DIRECTIVES,
  ...SERVER_DIRECTIVES,
  ...MEMORY_DIRECTIVES,
  ...ENCODING_DIRECTIVES,
  ...PERSISTENCE_DIRECTIVES,
  ...REPLICATION_DIRECTIVES,
} as const;

export type DirectiveName = keyof typeof DIRECTIVES;

/** The type of a directive's value: number for `maxmemory`, boolean for `appendonly`. */
export type DirectiveValue<Name extends DirectiveName> =
  (typeof DIRECTIVES)[Name] extends Directive<infer Value> ? Value : never;

/** All names in the order of the table, aliases not included. */
export const DIRECTIVE_NAMES = Object.keys(DIRECTIVES) as readonly DirectiveName[];

/** A directive without its value's type, for code that treats all alike. */
export function directiveOf(name: DirectiveName): Directive<unknown> {
  return DIRECTIVES[name] as Directive<unknown>;
}

/** Directives under both names, in lower case. */
const BY_NAME: ReadonlyMap<string, DirectiveName> = new Map(
  DIRECTIVE_NAMES.flatMap((name) => {
    const { alias } = directiveOf(name);
    return alias === null
      ? [[name, name] as const]
      : [[name, name] as const, [alias, name] as const];
  }),
);

/** The directive of that name or alias, in any letter case. */
export function findDirective(name: string): DirectiveName | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** Both names of each directive with the directive's own, as CONFIG GET reports them. */
export function namesAndAliases(): Iterable<readonly [string, DirectiveName]> {
  return BY_NAME;
}

export interface FileOnlyDirective {
  /** How many words may follow the name. */
  readonly wordsMin: number;
  readonly wordsMax: number;
  /** What CONFIG REWRITE does with such a line: keeps it, or turns it into a comment. */
  readonly rewrite: 'keep' | 'comment';
}

const OBSOLETE: FileOnlyDirective = { wordsMin: 1, wordsMax: 1, rewrite: 'comment' };

/** `include` is followed; the others are accepted without effect. */
export const FILE_ONLY_DIRECTIVES: ReadonlyMap<string, FileOnlyDirective> = new Map([
  ['include', { wordsMin: 1, wordsMax: 1, rewrite: 'keep' }],
  ['rename-command', { wordsMin: 2, wordsMax: 2, rewrite: 'keep' }],
  ['user', { wordsMin: 1, wordsMax: Number.POSITIVE_INFINITY, rewrite: 'keep' }],
  ['loadmodule', { wordsMin: 1, wordsMax: Number.POSITIVE_INFINITY, rewrite: 'keep' }],
  ['list-max-ziplist-entries', OBSOLETE],
  ['list-max-ziplist-value', OBSOLETE],
  ['lua-replicate-commands', OBSOLETE],
]);
