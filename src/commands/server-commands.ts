/** The commands of the group "server". */
import type { Command } from './define-command.js';
import { command } from './server/command.js';
import { config } from './server/config.js';
import { dbsize } from './server/dbsize.js';
import { debug } from './server/debug.js';
import { flushall } from './server/flushall.js';
import { flushdb } from './server/flushdb.js';
import { info } from './server/info.js';
import { kprofile } from './server/kprofile.js';
import { latency } from './server/latency.js';
import { lolwut } from './server/lolwut.js';
import { memory } from './server/memory.js';
import { monitor } from './server/monitor.js';
import { shutdown } from './server/shutdown.js';
import { slowlog } from './server/slowlog.js';
import { swapdb } from './server/swapdb.js';
import { time } from './server/time.js';

export const serverCommands: readonly Command[] = [
  command,
  config,
  dbsize,
  debug,
  flushall,
  flushdb,
  info,
  kprofile,
  latency,
  lolwut,
  memory,
  monitor,
  shutdown,
  slowlog,
  swapdb,
  time,
];
