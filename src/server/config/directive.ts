/** One row of the table of directives: everything known about a directive but its current value. */
import type { DirectiveKind } from './directive-kind.js';

/** Protected directives can be set at runtime only where `enable-protected-configs` allows it. */
export type Mutability = 'runtime' | 'immutable' | 'protected';

export interface Directive<T> {
  readonly kind: DirectiveKind<T>;
  /** As it would be written in the file, unquoted. */
  readonly initial: string;
  readonly mutability: Mutability;
  /** 'none': accepted so that an existing redis.conf starts; setting it changes nothing else. */
  readonly effect: 'applied' | 'none';
  /** An older name for the same directive; null when there is none. */
  readonly alias: string | null;
  /** CONFIG GET reports it only when asked by its exact name. */
  readonly isHidden: boolean;
  /** Why this value of an applied directive has no effect, or null. */
  limitation(value: T): string | null;
}

export type DirectiveOptions<T> = Partial<Omit<Directive<T>, 'kind' | 'initial'>>;

/** A row: without options it can be changed at runtime, has no effect and no alias. */
export function directive<T>(
  kind: DirectiveKind<T>,
  initial: string,
  options: DirectiveOptions<T> = {},
): Directive<T> {
  return {
    kind,
    initial,
    mutability: options.mutability ?? 'runtime',
    effect: options.effect ?? 'none',
    alias: options.alias ?? null,
    isHidden: options.isHidden ?? false,
    limitation: options.limitation ?? (() => null),
  };
}
