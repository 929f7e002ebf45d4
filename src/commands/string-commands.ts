/** The commands on strings. */
import type { Command } from './define-command.js';
import { append } from './string/append.js';
import { decr } from './string/decr.js';
import { decrby } from './string/decrby.js';
import { get } from './string/get.js';
import { getdel } from './string/getdel.js';
import { getex } from './string/getex.js';
import { getrange } from './string/getrange.js';
import { getset } from './string/getset.js';
import { incr } from './string/incr.js';
import { incrby } from './string/incrby.js';
import { incrbyfloat } from './string/incrbyfloat.js';
import { lcs } from './string/lcs.js';
import { mget } from './string/mget.js';
import { mset } from './string/mset.js';
import { msetnx } from './string/msetnx.js';
import { psetex } from './string/psetex.js';
import { set } from './string/set.js';
import { setex } from './string/setex.js';
import { setnx } from './string/setnx.js';
import { setrange } from './string/setrange.js';
import { strlen } from './string/strlen.js';
import { substr } from './string/substr.js';

export const stringCommands: readonly Command[] = [
  append,
  decr,
  decrby,
  get,
  getdel,
  getex,
  getrange,
  getset,
  incr,
  incrby,
  incrbyfloat,
  lcs,
  mget,
  mset,
  msetnx,
  psetex,
  set,
  setex,
  setnx,
  setrange,
  strlen,
  substr,
];
