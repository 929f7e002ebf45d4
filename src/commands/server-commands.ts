/** The commands of the group "server". */
import type { Command } from './define-command.js';
import { command } from './server/command.js';

export const serverCommands: readonly Command[] = [command];
