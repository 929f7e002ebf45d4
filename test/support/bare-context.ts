/**
 * Runs one command without a server, a client or data: for commands that need none of them. What
 * such a command may use is real (table, clock, version); anything else throws.
 */

import { ReplyError } from '../../src/base/reply-error.js';
import type { ClientPort } from '../../src/commands/client-port.js';
import { CommandTable } from '../../src/commands/command-table.js';
import type { CommandContext } from '../../src/commands/context.js';
import { COMMANDS } from '../../src/commands/index.js';
import type { ServerPort } from '../../src/commands/server-port.js';
import type { Clock } from '../../src/platform/clock.js';
import { systemClock } from '../../src/platform/clock.js';
import { ReplyWriter } from '../../src/protocol/reply-writer.js';
import { checkReply } from './reply-check.js';
import { argumentsOf } from './requests.js';

export interface BareServer {
  table?: CommandTable;
  clock?: Clock;
  resp?: 2 | 3;
}

/**
 * The reply to a request, checked against the command's reply schema in RESP 3. Throws if the
 * command is unknown or takes another number of arguments: a dispatcher would have refused it.
 */
export function callBare(words: readonly (string | Uint8Array)[], server: BareServer = {}): Buffer {
  const { table = new CommandTable(COMMANDS), clock = systemClock, resp = 2 } = server;
  const args = argumentsOf(...words);
  const found = table.lookup(args);
  if (found === undefined) throw new Error(`no such command: ${String(words[0])}`);
  const command = table.lookupSubcommand(found, args) ?? found;
  if (!command.accepts(args.count)) throw new Error(`${command.fullName}: arguments refused`);
  const context = bareContext(table, clock, resp);
  const out = new ReplyWriter();
  out.resp = resp;
  try {
    command.execute(context, args, out);
  } catch (error) {
    if (!(error instanceof ReplyError)) throw error;
    out.truncate(0, 0);
    out.error(error.text);
  }
  const bytes = Buffer.from(out.bytes.subarray(0, out.position));
  if (resp === 3) {
    const problems = checkReply(command.reply, bytes);
    if (problems.length > 0) throw new Error(`${command.fullName}: ${problems.join('; ')}`);
  }
  return bytes;
}

function bareContext(commands: CommandTable, clock: Clock, resp: 2 | 3): CommandContext {
  const context = {
    get keyspace(): never {
      throw new Error('the command needs a keyspace');
    },
    get db(): never {
      throw new Error('the command needs a database');
    },
    client: { id: 1, resp } as ClientPort,
    server: { commands, clock, version: '0.0.0' } as ServerPort,
    nowMs: clock.nowMs(),
  };
  return context as CommandContext;
}
