/**
 * The current value of every directive. Code asks with `get`, typed from the table; code that must
 * act when a value changes registers an applier. CONFIG SET changes several directives or none.
 */
import { ReplyError } from '../../base/reply-error.js';
import type { PathKind } from './config-files.js';
import { InvalidValue, type Parsed } from './directive-kind.js';
import {
  DIRECTIVE_NAMES,
  type DirectiveName,
  type DirectiveValue,
  directiveOf,
  findDirective,
  namesAndAliases,
} from './directives.js';
import { isPattern, matchesPattern } from './name-pattern.js';
import type { RewriteEntry } from './rewrite-config.js';

/** Puts a new value into effect. Returns a message to refuse it, after changing nothing. */
export type Applier<Value> = (value: Value, previous: Value) => string | undefined;

export interface ConfigOptions {
  /** Absolute path: the default of `dir`. */
  readonly workingDirectory: string;
  readonly kindOfPath: (path: string) => PathKind;
  /** Called when a directive is set to a value that has no effect. */
  readonly warn: (message: string) => void;
}

/** Who sends a CONFIG SET: `enable-protected-configs local` tells them apart. */
export type Requester = 'local' | 'remote';

interface Change {
  readonly name: DirectiveName;
  /** As the client wrote it. */
  readonly writtenName: string;
  readonly text: string;
}

export class Config {
  readonly #kindOfPath: (path: string) => PathKind;
  readonly #warn: (message: string) => void;
  readonly #initial = new Map<DirectiveName, Parsed<unknown>>();
  readonly #current = new Map<DirectiveName, Parsed<unknown>>();
  readonly #appliers = new Map<DirectiveName, Applier<unknown>[]>();
  readonly #loaded = new Set<DirectiveName>();

  constructor(options: ConfigOptions) {
    this.#kindOfPath = options.kindOfPath;
    this.#warn = options.warn;
    for (const name of DIRECTIVE_NAMES) {
      const { initial } = directiveOf(name);
      this.#initial.set(name, this.#parse(name, [initial], false));
    }
    const { workingDirectory } = options;
    this.#initial.set('dir', { value: workingDirectory, text: workingDirectory });
    for (const [name, parsed] of this.#initial) this.#current.set(name, parsed);
  }

  get<Name extends DirectiveName>(name: Name): DirectiveValue<Name> {
    return this.#current.get(name)!.value as DirectiveValue<Name>;
  }

  /** The value as CONFIG GET reports it. */
  text(name: DirectiveName): string {
    return this.#current.get(name)!.text;
  }

  isDefault(name: DirectiveName): boolean {
    return this.text(name) === this.#initial.get(name)!.text;
  }

  /** Appliers run in the order of registration, only when the value really changes. */
  onChange<Name extends DirectiveName>(name: Name, apply: Applier<DirectiveValue<Name>>): void {
    const appliers = this.#appliers.get(name) ?? [];
    appliers.push(apply as Applier<unknown>);
    this.#appliers.set(name, appliers);
  }

  /**
   * Sets a directive while the configuration is loaded: immutable ones too, lines add up where the
   * directive says so, appliers do not run. Throws InvalidValue.
   */
  load(name: DirectiveName, words: readonly string[]): void {
    this.#current.set(name, this.#parse(name, words, this.#loaded.has(name)));
    this.#loaded.add(name);
  }

  /** Ends loading: warns about each directive whose value has no effect. */
  warnOfIneffectiveValues(): void {
    for (const name of DIRECTIVE_NAMES) this.#warnIfIneffective(name);
  }

  /**
   * CONFIG SET: `pairs` holds names and values by turns. Throws ReplyError with Redis's text, and
   * then every value and everything applied is as before.
   */
  set(pairs: readonly string[], requester: Requester): void {
    if (pairs.length % 2 !== 0) throw new ReplyError('ERR syntax error');
    const changes = this.#admit(pairs, requester);
    const before = new Map(this.#current);
    for (const change of changes) this.#replace(change, before);
    // A directive set under its name and its alias counts once, as the later of the two.
    const last = new Map(changes.map((change) => [change.name, change] as const));
    const changed = [...last.values()].filter(
      ({ name }) => this.text(name) !== before.get(name)!.text,
    );
    this.#applyAll(changed, before);
    for (const { name } of changed) this.#warnIfIneffective(name);
  }

  /**
   * CONFIG GET: name and value of each directive that a pattern matches, once. A name without
   * wildcards is reported as it was written, and finds hidden directives too.
   */
  matching(patterns: readonly string[]): [name: string, text: string][] {
    const found = new Map<string, [string, string]>();
    for (const pattern of patterns) {
      if (isPattern(pattern)) this.#collect(pattern, found);
      else {
        const name = findDirective(pattern);
        const key = pattern.toLowerCase();
        if (name !== null && !found.has(key)) found.set(key, [pattern, this.text(name)]);
      }
    }
    return [...found.values()];
  }

  /** What CONFIG REWRITE writes, for `rewriteConfig`. */
  rewriteEntries(): RewriteEntry[] {
    return DIRECTIVE_NAMES.map((name) => {
      const current = this.#current.get(name)!;
      const lines = directiveOf(name).kind.rewriteLines(current, this.#initial.get(name)!);
      return { name, lines };
    });
  }

  #collect(pattern: string, found: Map<string, [string, string]>): void {
    for (const [name, directiveName] of namesAndAliases()) {
      if (directiveOf(directiveName).isHidden || found.has(name)) continue;
      if (matchesPattern(pattern, name, 'ignored')) {
        found.set(name, [name, this.text(directiveName)]);
      }
    }
  }

  /** Names and permissions, in the order written: the first complaint is the answer. */
  #admit(pairs: readonly string[], requester: Requester): Change[] {
    const changes: Change[] = [];
    const seen = new Set<string>();
    for (let index = 0; index < pairs.length; index += 2) {
      const writtenName = pairs[index]!;
      const name = findDirective(writtenName);
      if (name === null) {
        throw new ReplyError(
          `ERR Unknown option or number of arguments for CONFIG SET - '${writtenName}'`,
        );
      }
      const { mutability } = directiveOf(name);
      if (mutability === 'immutable') throw refusal(writtenName, "can't set immutable config");
      if (mutability === 'protected' && !this.#allowsProtected(requester)) {
        throw refusal(writtenName, "can't set protected config");
      }
      if (seen.has(writtenName.toLowerCase())) throw refusal(writtenName, 'duplicate parameter');
      seen.add(writtenName.toLowerCase());
      changes.push({ name, writtenName, text: pairs[index + 1]! });
    }
    return changes;
  }

  #allowsProtected(requester: Requester): boolean {
    const access = this.get('enable-protected-configs');
    return access === 'yes' || (access === 'local' && requester === 'local');
  }

  #replace(change: Change, before: ReadonlyMap<DirectiveName, Parsed<unknown>>): void {
    try {
      this.#current.set(change.name, this.#parse(change.name, [change.text], false));
    } catch (error) {
      this.#restore(before);
      if (!(error instanceof InvalidValue)) throw error;
      throw refusal(change.writtenName.toLowerCase(), error.message);
    }
  }

  /** When an applier refuses, those that had accepted are called again with the old values. */
  #applyAll(changes: readonly Change[], before: ReadonlyMap<DirectiveName, Parsed<unknown>>): void {
    const undo: (() => string | undefined)[] = [];
    for (const { name, writtenName } of changes) {
      const value = this.#current.get(name)!.value;
      const previous = before.get(name)!.value;
      for (const apply of this.#appliers.get(name) ?? []) {
        const message = apply(value, previous);
        if (message !== undefined) {
          this.#restore(before);
          for (const revert of undo.reverse()) this.#warnUnless(revert());
          throw refusal(writtenName.toLowerCase(), message);
        }
        undo.push(() => apply(previous, value));
      }
    }
  }

  #warnUnless(failure: string | undefined): void {
    if (failure !== undefined) this.#warn(`Failed restoring after a CONFIG SET: ${failure}`);
  }

  #restore(before: ReadonlyMap<DirectiveName, Parsed<unknown>>): void {
    for (const [name, parsed] of before) this.#current.set(name, parsed);
  }

  #parse(name: DirectiveName, words: readonly string[], isRepeated: boolean): Parsed<unknown> {
    const { kind } = directiveOf(name);
    let separate = words;
    if (kind.arity === 'many' && words.length === 1) {
      separate = words[0] === '' ? [] : words[0]!.split(' ');
    }
    if (kind.arity === 'one' && separate.length !== 1) {
      throw new InvalidValue('wrong number of arguments');
    }
    return kind.parse(separate, {
      current: this.#current.get(name) ?? null,
      isRepeated,
      kindOfPath: this.#kindOfPath,
    });
  }

  #warnIfIneffective(name: DirectiveName): void {
    const directive = directiveOf(name);
    const limitation = directive.limitation(this.get(name));
    if (limitation !== null) this.#warn(limitation);
    else if (directive.effect === 'none' && !this.isDefault(name)) {
      this.#warn(`The directive '${name}' is accepted for compatibility, but has no effect`);
    }
  }
}

function refusal(name: string, reason: string): ReplyError {
  return new ReplyError(
    `ERR CONFIG SET failed (possibly related to argument '${name}') - ${reason}`,
  );
}
