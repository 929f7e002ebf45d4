/**
 * What a command generator is: data that says how to make one call of a command at random and how
 * to compare the two replies. One file a command group lists its templates.
 */
import type { Argument } from '../support/resp-connection.js';
import type { Values } from './values.js';

/** How two replies to the same call are compared; see comparators.ts. */
export type Comparison =
  | 'exact'
  /** The same kind of reply, whatever it holds. */
  | 'kind'
  /** Arrays or sets with the same members in any order. */
  | 'unordered'
  /** Both null or both a bulk string. */
  | 'presence'
  /** Integers within a little of each other; negative ones exactly. */
  | 'near'
  | 'idle'
  /** A complete SCAN in one call: cursor 0, members in any order. Otherwise the kind. */
  | 'scan'
  /** Text of `name=value` or `name:value`: each name of the reference is also there. */
  | 'fieldNames'
  /** HELLO: everything but version and connection id. */
  | 'hello'
  /** DEBUG OBJECT: encoding and the names of the fields. */
  | 'debugObject'
  /** Server time: seconds near each other. */
  | 'time';

export interface Template {
  /** What a failure calls it: the command, and its subcommand if it has one. */
  readonly name: string;
  /** How often it is drawn relative to the others; 10 if absent. */
  readonly weight?: number;
  readonly compare?: Comparison;
  /**
   * False where dropping, doubling or swapping arguments at random could ask for memory or time
   * without bound, or change the connection.
   */
  readonly mutable?: boolean;
  /** The call leaves a key that may be expired already: a TOUCH of this argument follows it. */
  readonly settleArgument?: number;
  build(values: Values): Argument[];
}

/** One thing done in a sequence: a call, or waiting on both sides. */
export type Step = CallStep | PauseStep;

export interface CallStep {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Buffer[];
  readonly compare: Comparison;
}

export interface PauseStep {
  readonly kind: 'pause';
  readonly ms: number;
}
