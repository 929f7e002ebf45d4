/** The commands on strings as bit arrays. */
import { bitcount } from './bitmap/bitcount.js';
import { bitfield } from './bitmap/bitfield.js';
import { bitfieldRo } from './bitmap/bitfield_ro.js';
import { bitop } from './bitmap/bitop.js';
import { bitpos } from './bitmap/bitpos.js';
import { getbit } from './bitmap/getbit.js';
import { setbit } from './bitmap/setbit.js';
import type { Command } from './define-command.js';

export const bitmapCommands: readonly Command[] = [
  bitcount,
  bitfield,
  bitfieldRo,
  bitop,
  bitpos,
  getbit,
  setbit,
];
