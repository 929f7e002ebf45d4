/** The commands of the group "server". */
import type { Command } from './define-command.js';
import { command } from './server/command.js';
import { lolwut } from './server/lolwut.js';
import { monitor } from './server/monitor.js';
import { time } from './server/time.js';

export const serverCommands: readonly Command[] = [command, lolwut, monitor, time];
