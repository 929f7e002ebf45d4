/** The commands of the group "string". */
import type { Command } from './define-command.js';

export const stringCommands: readonly Command[] = [];
