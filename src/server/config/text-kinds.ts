/** Directives whose value is text: plain strings, the working directory, addresses, a primary. */
import { resolvePath } from './config-files.js';
import { type DirectiveKind, InvalidValue, type Parsed, rewriteAsText } from './directive-kind.js';
import { quoteArgument } from './split-arguments.js';

/** As many addresses as Redis binds at most. */
const BIND_ADDRESSES_MAX = 16;
const PORT_MAX = 65_535;

export interface StringOptions {
  /** The complaint about a text, or null. */
  readonly check?: (text: string) => string | null;
  /**
   * What an empty text means to CONFIG REWRITE: 'unset' removes the line, 'value' is written as "".
   */
  readonly empty?: 'unset' | 'value';
}

export function string(options: StringOptions = {}): DirectiveKind<string> {
  return {
    arity: 'one',
    parse(words) {
      const text = words[0]!;
      const complaint = options.check?.(text) ?? null;
      if (complaint !== null) throw new InvalidValue(complaint);
      return { value: text, text };
    },
    rewriteLines(current, initial) {
      if (current.text === '' && options.empty !== 'value') return [];
      return [{ words: quoteArgument(current.text), isForced: current.text !== initial.text }];
    },
  };
}

/**
 * An existing directory, kept as an absolute path; a relative one starts at the current value, as
 * if each setting changed into the directory. Always written by CONFIG REWRITE, because the next
 * start may happen elsewhere.
 */
export const directory: DirectiveKind<string> = {
  arity: 'one',
  parse(words, context) {
    const word = words[0]!;
    if (context.current === null) return { value: word, text: word };
    const path = resolvePath(context.current.value, word);
    const kind = word === '' ? 'none' : context.kindOfPath(path);
    if (kind === 'none') throw new InvalidValue('No such file or directory');
    if (kind === 'file') throw new InvalidValue('Not a directory');
    return { value: path, text: path };
  },
  rewriteLines(current) {
    return [{ words: quoteArgument(current.text), isForced: true }];
  },
};

/** Addresses to listen on; "-" before one allows it to be missing. None: no TCP at all. */
export const addresses: DirectiveKind<readonly string[]> = {
  arity: 'many',
  parse(words) {
    if (words.length > BIND_ADDRESSES_MAX) {
      throw new InvalidValue('Too many bind addresses specified.');
    }
    const value = words.filter((word) => word !== '');
    return { value, text: value.join(' ') };
  },
  rewriteLines(current, initial) {
    const words = current.text === '' ? '""' : current.text;
    return [{ words, isForced: current.text !== initial.text }];
  },
};

export interface PrimaryAddress {
  readonly host: string;
  readonly port: number;
}

/** The primary to copy from; null for `no one`. */
export const primaryAddress: DirectiveKind<PrimaryAddress | null> = {
  arity: 'many',
  parse(words, context): Parsed<PrimaryAddress | null> {
    const isNone = words.length === 0 && context.current === null;
    if (isNone || words.join(' ').toLowerCase() === 'no one') return { value: null, text: '' };
    if (words.length !== 2) throw new InvalidValue('wrong number of arguments');
    const [host, portText] = words as [string, string];
    const port = /^[0-9]+$/.test(portText) ? Number(portText) : Number.NaN;
    if (!(port <= PORT_MAX)) throw new InvalidValue('Invalid master port');
    return { value: { host, port }, text: `${host} ${port}` };
  },
  rewriteLines(current, initial) {
    return current.value === null ? [] : rewriteAsText(current, initial);
  },
};
