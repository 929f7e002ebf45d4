/** The options by which CLIENT LIST and CLIENT KILL choose clients. */
import { ERRORS } from '../base/errors.js';
import { ReplyError } from '../base/reply-error.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ClientFilter, ClientsPort, ClientType } from './clients-port.js';

const TYPE_SHOWN_MAX = 40;
const TYPES: readonly (readonly [string, ClientType])[] = [
  ['NORMAL', 'normal'],
  ['SLAVE', 'replica'],
  ['REPLICA', 'replica'],
  ['PUBSUB', 'pubsub'],
  ['MASTER', 'master'],
];

/** Argument i as a type of clients. */
export function clientType(args: Arguments, i: number): ClientType {
  for (const [token, type] of TYPES) if (args.is(i, token)) return type;
  throw new ReplyError(`ERR Unknown client type '${args.latin1(i).slice(0, TYPE_SHOWN_MAX)}'`);
}

export interface KillFilter {
  filter: ClientFilter;
  /** What becomes of the client that asks, if it meets the filter. */
  caller: 'spared' | 'included';
}

/** The pairs of option and value from argument 2 on. */
export function killFilter(args: Arguments, clients: ClientsPort): KillFilter {
  const result: KillFilter = { filter: {}, caller: 'spared' };
  for (let i = 2; i < args.count; i += 2) {
    if (i + 1 === args.count) throw new ReplyError(ERRORS.syntax);
    readOption(args, i, clients, result);
  }
  return result;
}

function readOption(args: Arguments, i: number, clients: ClientsPort, into: KillFilter): void {
  const { filter } = into;
  if (args.is(i, 'ID')) filter.id = clientId(args, i + 1);
  else if (args.is(i, 'MAXAGE')) filter.ageSeconds = ageSeconds(args, i + 1);
  else if (args.is(i, 'TYPE')) filter.type = clientType(args, i + 1);
  else if (args.is(i, 'ADDR')) filter.address = args.latin1(i + 1);
  else if (args.is(i, 'LADDR')) filter.localAddress = args.latin1(i + 1);
  else if (args.is(i, 'USER')) filter.user = userName(args, i + 1, clients);
  else if (args.is(i, 'SKIPME')) into.caller = callerFate(args, i + 1);
  else throw new ReplyError(ERRORS.syntax);
}

function clientId(args: Arguments, i: number): number {
  const text = 'ERR client-id should be greater than 0';
  const id = args.int64(i, text);
  if (id < 1n) throw new ReplyError(text);
  return Number(id);
}

function ageSeconds(args: Arguments, i: number): number {
  const age = args.int64(i, 'ERR maxage is not an integer or out of range');
  if (age < 1n) throw new ReplyError('ERR maxage should be greater than 0');
  return Number(age);
}

function userName(args: Arguments, i: number, clients: ClientsPort): string {
  const name = args.latin1(i);
  if (!clients.hasUser(name)) throw new ReplyError(`ERR No such user '${name}'`);
  return name;
}

function callerFate(args: Arguments, i: number): 'spared' | 'included' {
  if (args.is(i, 'YES')) return 'spared';
  if (args.is(i, 'NO')) return 'included';
  throw new ReplyError(ERRORS.syntax);
}
