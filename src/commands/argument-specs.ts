/**
 * What arguments a command takes, as a tree: the source of COMMAND DOCS, of the synopsis in the
 * generated documentation, and of the check that a command's arity agrees with its arguments.
 */

export type ArgumentKind =
  | 'key'
  | 'string'
  | 'integer'
  | 'double'
  | 'pattern'
  | 'unix-time'
  | 'pure-token'
  | 'oneof'
  | 'block';

export interface ArgumentOptions {
  /** The word before the value; for a pure token the word itself. */
  token?: string;
  optional?: boolean;
  /** May be repeated. */
  multiple?: boolean;
  /** May be repeated, each time with its token. */
  multipleToken?: boolean;
  since?: string;
  deprecatedSince?: string;
  /** Which key spec covers this argument; of a key 0 unless said, else -1: none. */
  keySpec?: number;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** The key spec that covers this argument, or -1. */
  readonly keySpec: number;
  /** null if there is none; an empty token is a token. */
  readonly token: string | null;
  readonly isOptional: boolean;
  readonly isMultiple: boolean;
  readonly isMultipleToken: boolean;
  readonly since: string;
  readonly deprecatedSince: string;
  readonly parts: readonly ArgumentSpec[];
}

function make(
  kind: ArgumentKind,
  name: string,
  options: ArgumentOptions,
  parts: readonly ArgumentSpec[] = [],
): ArgumentSpec {
  if (name === '') throw new TypeError('an argument needs a name');
  if ((kind === 'oneof' || kind === 'block') && parts.length === 0) {
    throw new TypeError(`argument '${name}' has no parts`);
  }
  return Object.freeze({
    name,
    kind,
    keySpec: options.keySpec ?? (kind === 'key' ? 0 : -1),
    token: options.token ?? null,
    isOptional: options.optional ?? false,
    isMultiple: options.multiple ?? false,
    isMultipleToken: options.multipleToken ?? false,
    since: options.since ?? '',
    deprecatedSince: options.deprecatedSince ?? '',
    parts,
  });
}

function leaf(kind: ArgumentKind) {
  return (name: string, options: ArgumentOptions = {}): ArgumentSpec => make(kind, name, options);
}

function branch(kind: 'oneof' | 'block') {
  return (
    name: string,
    parts: readonly ArgumentSpec[],
    options: ArgumentOptions = {},
  ): ArgumentSpec => make(kind, name, options, parts);
}

/** Builders of the tree: `arg.key('key')`, `arg.oneOf('condition', [...], { optional: true })`. */
export const arg = {
  key: leaf('key'),
  string: leaf('string'),
  integer: leaf('integer'),
  double: leaf('double'),
  pattern: leaf('pattern'),
  unixTime: leaf('unix-time'),
  /** A word that stands for itself, such as NX. */
  token: (name: string, token: string, options: ArgumentOptions = {}): ArgumentSpec =>
    make('pure-token', name, { ...options, token }),
  /** One of several. */
  oneOf: branch('oneof'),
  /** Several that belong together. */
  block: branch('block'),
} as const;

/** How many arguments a request can have. */
export interface ArgumentCount {
  readonly min: number;
  /** Infinity if something may be repeated. */
  readonly max: number;
}

/** The number of arguments that a list of specs stands for. */
export function countArguments(specs: readonly ArgumentSpec[]): ArgumentCount {
  let min = 0;
  let max = 0;
  for (const spec of specs) {
    const count = countOne(spec);
    min += count.min;
    max += count.max;
  }
  return { min, max };
}

function countOne(spec: ArgumentSpec): ArgumentCount {
  let { min, max } = countValue(spec);
  if (spec.token !== null && spec.kind !== 'pure-token') {
    min++;
    max++;
  }
  return { min: spec.isOptional ? 0 : min, max: spec.isMultiple ? Number.POSITIVE_INFINITY : max };
}

function countValue(spec: ArgumentSpec): ArgumentCount {
  if (spec.kind === 'block') return countArguments(spec.parts);
  if (spec.kind !== 'oneof') return { min: 1, max: 1 };
  const counts = spec.parts.map(countOne);
  return {
    min: Math.min(...counts.map((count) => count.min)),
    max: Math.max(...counts.map((count) => count.max)),
  };
}

/** The arguments as documentation writes them: `key value [NX | XX] [GET]`. */
export function synopsis(specs: readonly ArgumentSpec[]): string {
  return specs.map(synopsisOfOne).join(' ');
}

function synopsisOfOne(spec: ArgumentSpec): string {
  const value = synopsisOfValue(spec);
  const hasToken = spec.token !== null && spec.kind !== 'pure-token';
  const word = spec.token === '' ? '""' : spec.token;
  let text = hasToken ? `${word} ${value}` : value;
  if (spec.isMultiple) text += spec.isMultipleToken ? ` [${text} ...]` : ` [${value} ...]`;
  return spec.isOptional ? `[${text}]` : text;
}

function synopsisOfValue(spec: ArgumentSpec): string {
  if (spec.kind === 'pure-token') return spec.token === '' ? '""' : (spec.token as string);
  if (spec.kind === 'block') return synopsis(spec.parts);
  if (spec.kind !== 'oneof') return spec.name;
  const choices = spec.parts.map(synopsisOfOne).join(' | ');
  return spec.isOptional && spec.token === null && !spec.isMultiple ? choices : `<${choices}>`;
}
