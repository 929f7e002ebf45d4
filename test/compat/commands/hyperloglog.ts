/**
 * Calls of the HyperLogLog group. Values must stay bit for bit the same as the reference's, which
 * the digests after a sequence check, corrupted ones included.
 */
import type { Argument } from '../../support/resp-connection.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

function elements(v: Values, max: number): Argument[] {
  return v.times(0, max, () => (v.chance(0.8) ? v.prng.integer(0, 5000) : v.value()));
}

const logKeys = (v: Values, min: number): Argument[] => v.times(min, 3, () => v.logKey());

export const hyperloglogTemplates: readonly Template[] = [
  { name: 'pfadd', weight: 40, build: (v) => ['PFADD', v.logKey(), ...elements(v, 12)] },
  { name: 'pfadd', weight: 2, build: (v) => ['PFADD', v.logKey(), ...elements(v, 900)] },
  { name: 'pfcount', weight: 25, build: (v) => ['PFCOUNT', ...logKeys(v, 1)] },
  { name: 'pfmerge', weight: 10, build: (v) => ['PFMERGE', v.logKey(), ...logKeys(v, 0)] },
  {
    name: 'pfdebug|encoding',
    weight: 5,
    build: (v) => ['PFDEBUG', v.word('ENCODING'), v.logKey()],
  },
  { name: 'pfdebug|decode', weight: 5, build: (v) => ['PFDEBUG', v.word('DECODE'), v.logKey()] },
  { name: 'pfdebug|todense', weight: 3, build: (v) => ['PFDEBUG', 'TODENSE', v.logKey()] },
  { name: 'pfdebug|getreg', weight: 1, build: (v) => ['PFDEBUG', 'GETREG', v.logKey()] },
  { name: 'pfdebug', weight: 2, build: (v) => ['PFDEBUG', v.pick(['FOO', '']), v.logKey()] },
  {
    name: 'setrange (damage)',
    weight: 2,
    mutable: false,
    build: (v) => ['SETRANGE', v.logKey(), v.prng.integer(0, 40), v.prng.bytes(2)],
  },
  { name: 'del', weight: 3, build: (v) => ['DEL', v.logKey()] },
  { name: 'get', weight: 3, build: (v) => ['GET', v.logKey()] },
  { name: 'strlen', weight: 3, build: (v) => ['STRLEN', v.logKey()] },
];
