/**
 * Keeps what loading the program takes of the JavaScript engine's memory small, and gives it back
 * before the server accepts connections: some 10 to 15 MiB of resident memory.
 *
 * - Many objects survive loading, for which the space for young ones would grow to 8 MiB.
 * - The few functions that loading runs often would be optimised, for which the compilers, their
 *   threads and their memory are brought in, for functions that never run again.
 * - The code of functions that ran once is dropped with the garbage; Node 20 keeps it.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options?: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** Flags of the engine while the program is loaded, and what they are otherwise. */
const FLAGS: readonly (readonly [loading: string, otherwise: string])[] = [
  ['--semi-space-growth-factor=1', '--semi-space-growth-factor=2'],
  ['--no-opt', '--opt'],
];
/** Of the second compiler, which older versions have and do not use. */
const MAGLEV_FLAGS = ['--no-maglev', '--maglev'] as const;
const MAGLEV_NODE_MIN = 22;

function flagsOfThisEngine(): readonly (readonly [loading: string, otherwise: string])[] {
  const [major] = process.versions.node.split('.');
  return Number(major) >= MAGLEV_NODE_MIN ? [...FLAGS, MAGLEV_FLAGS] : FLAGS;
}

/** To be called before the rest of the program is loaded. */
export function prepareEngine(): void {
  for (const [loading] of flagsOfThisEngine()) setFlagsFromString(loading);
}

/**
 * Ends what `prepareEngine` began and collects garbage, which takes some ten milliseconds. Does
 * nothing more where the engine does not offer it.
 */
export function trimEngine(): void {
  for (const [, otherwise] of flagsOfThisEngine()) setFlagsFromString(otherwise);
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect !== 'function') return;
  // Node 20 takes options for the wish to collect young objects only.
  (collect as Collect)();
  (collect as Collect)({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
