/** The commands of the group "generic". */
import type { Command } from './define-command.js';
import { copy } from './generic/copy.js';
import { del } from './generic/del.js';
import { dump } from './generic/dump.js';
import { exists } from './generic/exists.js';
import { expire } from './generic/expire.js';
import { expireat } from './generic/expireat.js';
import { expiretime } from './generic/expiretime.js';
import { keys } from './generic/keys.js';
import { move } from './generic/move.js';
import { object } from './generic/object.js';
import { persist } from './generic/persist.js';
import { pexpire } from './generic/pexpire.js';
import { pexpireat } from './generic/pexpireat.js';
import { pexpiretime } from './generic/pexpiretime.js';
import { pttl } from './generic/pttl.js';
import { randomkey } from './generic/randomkey.js';
import { rename } from './generic/rename.js';
import { renamenx } from './generic/renamenx.js';
import { restore } from './generic/restore.js';
import { scan } from './generic/scan.js';
import { touch } from './generic/touch.js';
import { ttl } from './generic/ttl.js';
import { type } from './generic/type.js';
import { unlink } from './generic/unlink.js';

export const genericCommands: readonly Command[] = [
  copy,
  del,
  dump,
  exists,
  expire,
  expireat,
  expiretime,
  keys,
  move,
  object,
  persist,
  pexpire,
  pexpireat,
  pexpiretime,
  pttl,
  randomkey,
  rename,
  renamenx,
  restore,
  scan,
  touch,
  ttl,
  type,
  unlink,
];
