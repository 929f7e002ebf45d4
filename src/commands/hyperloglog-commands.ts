/** The commands of the group "hyperloglog". */
import type { Command } from './define-command.js';

export const hyperloglogCommands: readonly Command[] = [];
