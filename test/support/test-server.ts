/** A server in the process of the test, and a connection to it. */

import { CommandTable } from '../../src/commands/command-table.js';
import { COMMANDS } from '../../src/commands/index.js';
import { type RunningServer, type StartOptions, startServer } from '../../src/index.js';
import { checkReply } from './reply-check.js';
import { decodeReply, type Reply, textOf } from './reply-tree.js';
import { type Argument, RespConnection } from './resp-connection.js';

const TABLE = new CommandTable(COMMANDS);

export class TestServer {
  private constructor(
    readonly server: RunningServer,
    readonly connection: RespConnection,
    private readonly resp: 2 | 3,
  ) {}

  /** Starts on a free port with memory checks on. */
  static async start(options: StartOptions = {}, resp: 2 | 3 = 2): Promise<TestServer> {
    const server = await startServer({ port: 0, verify: true, ...options });
    const connection = await RespConnection.open({ port: server.port });
    if (resp === 3) await connection.call('HELLO', '3');
    return new TestServer(server, connection, resp);
  }

  /** The raw reply, a character a byte; in RESP 3 checked against the command's reply schema. */
  async call(...args: Argument[]): Promise<string> {
    const frame = await this.connection.call(...args);
    if (this.resp === 3 && frame[0] !== 0x2d) this.check(args, frame);
    return frame.toString('latin1');
  }

  private check(args: readonly Argument[], frame: Buffer): void {
    const [name = '', subname = ''] = args.map(String);
    const command = TABLE.byName(`${name}|${subname}`) ?? TABLE.byName(name);
    if (command === undefined) throw new Error(`no such command: ${name}`);
    const problems = checkReply(command.reply, frame);
    if (problems.length > 0) throw new Error(`${command.fullName}: ${problems.join('; ')}`);
  }

  async reply(...args: Argument[]): Promise<Reply> {
    return decodeReply(await this.connection.call(...args));
  }

  /** The text of a reply that is not an aggregate. */
  async text(...args: Argument[]): Promise<string> {
    return textOf(await this.reply(...args));
  }

  /** Fields of INFO by name. */
  async info(...sections: string[]): Promise<Map<string, string>> {
    const text = (await this.text('INFO', ...sections)).replace(/^txt:/, '');
    const lines = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1)] as const;
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection.close();
    await this.server.close();
  }
}
