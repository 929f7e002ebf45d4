/** Reads COMMAND INFO and COMMAND DOCS into plain data that two servers can be compared by. */
import { decodeReply, pairsOf, type Reply, textOf } from '../support/reply-tree.js';
import type { RespConnection } from '../support/resp-connection.js';

export interface CommandFacts {
  readonly arity: number;
  readonly flags: readonly string[];
  readonly keys: readonly number[];
  readonly categories: readonly string[];
  readonly keySpecs: unknown;
}

export interface CommandDocs {
  readonly since: string;
  readonly group: string;
  readonly arguments: unknown;
}

/** Names of all commands and subcommands, subcommands as `container|name`. */
export async function commandNames(connection: RespConnection): Promise<string[]> {
  const { items } = decodeReply(await connection.call('COMMAND', 'LIST'));
  return items.map((item) => textOf(item)).sort();
}

/** What COMMAND INFO says, by name; names the server does not know are absent. */
export async function commandFacts(
  connection: RespConnection,
  names: readonly string[],
): Promise<Map<string, CommandFacts>> {
  const { items } = decodeReply(await connection.call('COMMAND', 'INFO', ...names));
  const facts = new Map<string, CommandFacts>();
  for (const item of items) if (item.kind !== 'null') facts.set(...readFacts(item));
  return facts;
}

function readFacts(item: Reply): [string, CommandFacts] {
  const [name, arity, flags, first, last, step, categories, , keySpecs] = item.items as Reply[];
  return [
    textOf(name!),
    {
      arity: Number(textOf(arity!)),
      flags: words(flags!),
      keys: [first, last, step].map((number) => Number(textOf(number!))),
      categories: words(categories!),
      keySpecs: plain(keySpecs!),
    },
  ];
}

/** What COMMAND DOCS says about arguments, group and age, by name. */
export async function commandDocs(
  connection: RespConnection,
  names: readonly string[],
): Promise<Map<string, CommandDocs>> {
  const docs = new Map<string, CommandDocs>();
  const reply = decodeReply(await connection.call('COMMAND', 'DOCS', ...names));
  for (const [name, entry] of pairsOf(reply.items)) {
    const fields = pairsOf(entry.items);
    const args = fields.get('arguments');
    docs.set(name, {
      since: textOf(fields.get('since')!),
      group: textOf(fields.get('group')!),
      arguments: args === undefined ? [] : args.items.map((argument) => readArgument(argument)),
    });
  }
  return docs;
}

function readArgument(reply: Reply): unknown {
  const fields = pairsOf(reply.items);
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return value === undefined ? undefined : textOf(value);
  };
  const flags = fields.get('flags');
  const inner = fields.get('arguments');
  return {
    name: text('name'),
    type: text('type'),
    token: text('token'),
    flags: flags === undefined ? [] : words(flags),
    arguments: inner === undefined ? [] : inner.items.map((argument) => readArgument(argument)),
  };
}

function words(reply: Reply): string[] {
  return reply.items.map((item) => textOf(item)).sort();
}

/** A reply as nested lists of text; what RESP2 sends flat stays flat. */
function plain(reply: Reply): unknown {
  if (reply.items.length === 0) return reply.kind === 'null' ? null : textOf(reply);
  return reply.items.map((item) => plain(item));
}
