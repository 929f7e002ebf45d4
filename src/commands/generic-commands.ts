/** The commands of the group "generic". */
import type { Command } from './define-command.js';

export const genericCommands: readonly Command[] = [];
