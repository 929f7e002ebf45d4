/** Calls of the bitmap group. Bit positions to write at are bounded; see values.ts. */
import type { Argument } from '../../support/resp-connection.js';
import type { Template } from '../template.js';
import type { Values } from '../values.js';

const FIELD_TYPES = ['u1', 'u8', 'i8', 'i5', 'u16', 'i16', 'u31', 'i32', 'u63', 'i64', 'i1', 'u7'];
const ODD_FIELD_TYPES = [
  'u64',
  'i65',
  'u0',
  'i0',
  'x8',
  '8',
  'u',
  'i',
  '',
  'u8x',
  'u-1',
  'i999',
  'U8',
];

function fieldType(v: Values): string {
  return v.chance(0.92) ? v.pick(FIELD_TYPES) : v.pick(ODD_FIELD_TYPES);
}

function fieldOffset(v: Values): Argument {
  if (v.chance(0.3)) return `#${v.prng.integer(0, 60)}`;
  if (v.chance(0.05)) return v.pick(['#', '#-1', '#abc', '##1', '1#', '#9223372036854775807']);
  return v.writeBit();
}

function fieldValue(v: Values): Argument {
  return v.chance(0.6) ? v.prng.integer(-300, 300) : v.integer();
}

function readOperation(v: Values): Argument[] {
  return [v.word('GET'), fieldType(v), fieldOffset(v)];
}

function fieldOperation(v: Values): Argument[] {
  const roll = v.prng.integer(0, 9);
  if (roll < 3) return readOperation(v);
  if (roll < 5) return [v.word('SET'), fieldType(v), fieldOffset(v), fieldValue(v)];
  if (roll < 8) return [v.word('INCRBY'), fieldType(v), fieldOffset(v), fieldValue(v)];
  return [v.word('OVERFLOW'), v.pick(['WRAP', 'SAT', 'FAIL', 'wrap', 'sat', 'Fail', 'none', ''])];
}

function bitValue(v: Values): Argument {
  return v.chance(0.9) ? v.prng.integer(0, 1) : v.pick([2, -1, '', 'a', '01']);
}

const range = (v: Values): Argument[] => {
  if (v.chance(0.2)) return [];
  const unit = v.chance(0.5) ? [v.pick(['BYTE', 'BIT', 'bit', 'Byte', 'bits', ''])] : [];
  return [v.readOffset(), ...(v.chance(0.9) ? [v.readOffset()] : []), ...unit];
};

const OPERATIONS = ['AND', 'OR', 'XOR', 'NOT', 'and', 'or', 'Xor', 'not', 'NAND', ''];

export const bitmapTemplates: readonly Template[] = [
  {
    name: 'setbit',
    weight: 25,
    mutable: false,
    build: (v) => ['SETBIT', v.key(), v.writeBit(), bitValue(v)],
  },
  {
    name: 'setbit',
    weight: 3,
    mutable: false,
    build: (v) => ['SETBIT', v.bigKey(), v.pick([262_143, 262_144, 500_000, 800_001]), 1],
  },
  { name: 'getbit', build: (v) => ['GETBIT', v.key(), v.readOffset()] },
  { name: 'bitcount', weight: 20, build: (v) => ['BITCOUNT', v.key(), ...range(v)] },
  {
    name: 'bitpos',
    weight: 20,
    build: (v) => ['BITPOS', v.key(), bitValue(v), ...range(v)],
  },
  {
    name: 'bitop',
    weight: 15,
    build: (v) => ['BITOP', v.pick(OPERATIONS), v.key(), ...v.keys(1, v.chance(0.7) ? 1 : 4)],
  },
  {
    name: 'bitfield',
    weight: 25,
    mutable: false,
    build: (v) => ['BITFIELD', v.key(), ...v.times(0, 4, () => fieldOperation(v)).flat()],
  },
  {
    name: 'bitfield_ro',
    mutable: false,
    build: (v) => [
      'BITFIELD_RO',
      v.key(),
      ...v.times(0, 3, () => (v.chance(0.93) ? readOperation(v) : fieldOperation(v))).flat(),
    ],
  },
];
