/** The commands of the group "bitmap". */
import type { Command } from './define-command.js';

export const bitmapCommands: readonly Command[] = [];
