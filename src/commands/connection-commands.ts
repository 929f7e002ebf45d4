/** The commands of the group "connection". */
import { auth } from './connection/auth.js';
import { client } from './connection/client.js';
import { echo } from './connection/echo.js';
import { hello } from './connection/hello.js';
import { ping } from './connection/ping.js';
import { quit } from './connection/quit.js';
import { reset } from './connection/reset.js';
import { select } from './connection/select.js';
import type { Command } from './define-command.js';

export const connectionCommands: readonly Command[] = [
  auth,
  client,
  echo,
  hello,
  ping,
  quit,
  reset,
  select,
];
