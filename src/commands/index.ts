/**
 * The registry: every command the program knows, by group. A command is one file in the folder of
 * its group and one line in the group's list; a container lists its subcommands itself.
 */
import { bitmapCommands } from './bitmap-commands.js';
import { connectionCommands } from './connection-commands.js';
import type { Command } from './define-command.js';
import { genericCommands } from './generic-commands.js';
import { hyperloglogCommands } from './hyperloglog-commands.js';
import { serverCommands } from './server-commands.js';
import { stringCommands } from './string-commands.js';

export const COMMANDS: readonly Command[] = [
  ...bitmapCommands,
  ...connectionCommands,
  ...genericCommands,
  ...hyperloglogCommands,
  ...serverCommands,
  ...stringCommands,
];
