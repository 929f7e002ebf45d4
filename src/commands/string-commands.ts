/** The commands on strings. */
import type { Command } from './define-command.js';
import { get } from './string/get.js';
import { incr } from './string/incr.js';
import { mset } from './string/mset.js';
import { set } from './string/set.js';

export const stringCommands: readonly Command[] = [get, incr, mset, set];
