/** Directives that choose among names: yes or no, one of several, any of several. */
import { type DirectiveKind, InvalidValue, rewriteAsText } from './directive-kind.js';

export const yesNo: DirectiveKind<boolean> = {
  arity: 'one',
  parse(words) {
    const text = words[0]!.toLowerCase();
    if (text !== 'yes' && text !== 'no') throw new InvalidValue("argument must be 'yes' or 'no'");
    return { value: text === 'yes', text };
  },
  rewriteLines: rewriteAsText,
};

/** One of the names, in any letter case; `synonyms` maps a name to the one it is short for. */
export function oneOf<const Name extends string>(
  names: readonly Name[],
  synonyms: ReadonlyMap<Name, Name> = new Map(),
): DirectiveKind<Name> {
  return {
    arity: 'one',
    parse(words) {
      const name = find(names, words[0]!);
      const value = synonyms.get(name) ?? name;
      return { value, text: value };
    },
    rewriteLines: rewriteAsText,
  };
}

/**
 * Any of the names together. `none` is the name of having chosen none; `complain` refuses a
 * combination with a message.
 */
export function anyOf<const Name extends string>(
  none: string,
  names: readonly Name[],
  complain: (chosen: readonly Name[]) => string | null = () => null,
): DirectiveKind<readonly Name[]> {
  const known = [none, ...names];
  return {
    arity: 'many',
    parse(words) {
      if (words.length === 0) throw unknownName(known);
      const chosen = new Set(words.map((word) => find(known, word)));
      const value = names.filter((name) => chosen.has(name));
      const complaint = complain(value);
      if (complaint !== null) throw new InvalidValue(complaint);
      return { value, text: value.length === 0 ? none : value.join(' ') };
    },
    rewriteLines: rewriteAsText,
  };
}

function find<Name extends string>(names: readonly Name[], word: string): Name {
  const name = names.find((candidate) => candidate === word.toLowerCase());
  if (name === undefined) throw unknownName(names);
  return name;
}

function unknownName(names: readonly string[]): InvalidValue {
  return new InvalidValue(`argument(s) must be one of the following: ${names.join(', ')}`);
}
