/** The commands of the group "connection". */
import { echo } from './connection/echo.js';
import { ping } from './connection/ping.js';
import type { Command } from './define-command.js';

export const connectionCommands: readonly Command[] = [echo, ping];
