/** The commands of the group "server". */
import type { Command } from './define-command.js';
import { command } from './server/command.js';
import { config } from './server/config.js';
import { info } from './server/info.js';
import { latency } from './server/latency.js';
import { lolwut } from './server/lolwut.js';
import { monitor } from './server/monitor.js';
import { shutdown } from './server/shutdown.js';
import { slowlog } from './server/slowlog.js';
import { time } from './server/time.js';

export const serverCommands: readonly Command[] = [
  command,
  config,
  info,
  latency,
  lolwut,
  monitor,
  shutdown,
  slowlog,
  time,
];
