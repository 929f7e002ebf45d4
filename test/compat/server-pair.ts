/**
 * Runs the same steps on the reference and on the subject and finds the first reply, or the state
 * left behind, in which they differ.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { describeCommand, escapeBytes } from '../support/describe-bytes.js';
import { decodeReply, textOf } from '../support/reply-tree.js';
import {
  ConnectionLostError,
  encodeCommand,
  type RespConnection,
} from '../support/resp-connection.js';
import type { ServerProcess } from '../support/server-process.js';
import { RESET_DIRECTIVES } from './commands/server.js';
import { compareReplies } from './comparators.js';
import { DIFFERENCES } from './differences.js';
import type { CallStep, Step } from './template.js';

export type ProtocolVersion = 2 | 3;

export interface Mismatch {
  /** What differed: the name of the step's template, or of the state compared after it. */
  readonly name: string;
  readonly reason: string;
  readonly call: string;
  readonly reference: string;
  readonly subject: string;
}

/** What one server answered: replies so far, and why there are no more. */
interface Answers {
  readonly replies: Buffer[];
  readonly lost?: string;
}

const DATABASES_LOOKED_AT = [0, 1, 2, 3];

export class ServerPair {
  readonly reference: ServerProcess;
  readonly subject: ServerProcess;
  readonly protocol: ProtocolVersion;
  /** How often each intended difference was met. */
  readonly differencesMet = new Map<string, number>();
  /** Calls sent to each server so far, without those that reset and look at the state. */
  callsCompared = 0;
  private connections: [RespConnection, RespConnection] | undefined;

  constructor(reference: ServerProcess, subject: ServerProcess, protocol: ProtocolVersion) {
    this.reference = reference;
    this.subject = subject;
    this.protocol = protocol;
  }

  /** Runs the steps from an empty server; undefined if everything agreed. */
  async run(steps: readonly Step[]): Promise<Mismatch | undefined> {
    const connections = await this.connect();
    const batches = toBatches(steps);
    let mismatch: Mismatch | undefined;
    await this.reset(connections);
    for (const { calls, pauseMs } of batches) {
      mismatch = await this.runBatch(connections, calls);
      if (mismatch !== undefined) break;
      if (pauseMs > 0) await delay(pauseMs);
    }
    mismatch ??= await this.compareState(connections);
    // After a disagreement the two connections may be out of step, so they start afresh.
    if (mismatch !== undefined) await this.close();
    return mismatch;
  }

  async close(): Promise<void> {
    const open = this.connections ?? [];
    this.connections = undefined;
    await Promise.all(open.map((connection) => connection.close()));
  }

  private async connect(): Promise<[RespConnection, RespConnection]> {
    if (this.connections !== undefined && !this.connections.some((c) => c.isClosed)) {
      return this.connections;
    }
    await this.close();
    this.connections = await Promise.all([this.reference.connect(), this.subject.connect()]);
    return this.connections;
  }

  private async reset(connections: readonly RespConnection[]): Promise<void> {
    const calls = [
      ['RESET'],
      ['HELLO', this.protocol],
      ['DEBUG', 'SET-ACTIVE-EXPIRE', 0],
      ['CONFIG', 'SET', ...Object.entries(RESET_DIRECTIVES).flat()],
      ['FLUSHALL'],
    ];
    for (const connection of connections) {
      const replies = await connection.pipeline(calls);
      const failed = replies.findIndex((reply) => reply[0] === 0x2d);
      if (failed >= 0) {
        const call = (calls[failed] as unknown[]).join(' ');
        throw new Error(`cannot reset: ${call} answers ${escapeBytes(replies[failed]!)}`);
      }
    }
  }

  private async runBatch(
    connections: readonly [RespConnection, RespConnection],
    calls: readonly CallStep[],
  ): Promise<Mismatch | undefined> {
    const commands = calls.map((call) => call.args);
    const [expected, actual] = await Promise.all([
      answersOf(connections[0], commands),
      answersOf(connections[1], commands),
    ]);
    this.callsCompared += calls.length;
    for (const [index, call] of calls.entries()) {
      const mismatch = this.compareCall(call, expected, actual, index);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  private compareCall(
    step: CallStep,
    expected: Answers,
    actual: Answers,
    index: number,
  ): Mismatch | undefined {
    const reference = expected.replies[index];
    const subject = actual.replies[index];
    if (reference === undefined && subject === undefined) return undefined;
    const call = describeCommand(step.args);
    if (reference === undefined || subject === undefined) {
      return {
        name: step.name,
        reason: 'one server did not answer',
        call,
        reference: reference === undefined ? `(${expected.lost})` : escapeBytes(reference),
        subject: subject === undefined ? `(${actual.lost})` : escapeBytes(subject),
      };
    }
    const reason = compareReplies(step.compare, reference, subject);
    if (reason === undefined || this.isIntended(step, reference, subject)) return undefined;
    return {
      name: step.name,
      reason,
      call,
      reference: escapeBytes(reference),
      subject: escapeBytes(subject),
    };
  }

  private isIntended(step: CallStep, reference: Buffer, subject: Buffer): boolean {
    const difference = DIFFERENCES.find((entry) => entry.matches(step, reference, subject));
    if (difference === undefined) return false;
    const { name } = difference;
    this.differencesMet.set(name, (this.differencesMet.get(name) ?? 0) + 1);
    return true;
  }

  /** Digest, keys and lives of what the steps left in the databases. */
  private async compareState(
    connections: readonly RespConnection[],
  ): Promise<Mismatch | undefined> {
    const digest = await this.compareSame(connections, ['DEBUG', 'DIGEST'], 'exact');
    if (digest === undefined) return undefined;
    // The digest says only that something differs; the keys and their values say what.
    for (const database of DATABASES_LOOKED_AT) {
      await this.compareSame(connections, ['SELECT', String(database)], 'kind');
      const keys = await this.compareSame(connections, ['KEYS', '*'], 'unordered');
      if (keys !== undefined) return keys;
      const names = decodeReply(await connections[0]!.call('KEYS', '*')).items;
      for (const name of names) {
        const value =
          (await this.compareSame(connections, ['GET', name.bytes], 'exact')) ??
          (await this.compareSame(connections, ['TTL', name.bytes], 'near'));
        if (value !== undefined) return value;
      }
    }
    return digest;
  }

  private async compareSame(
    connections: readonly RespConnection[],
    args: readonly (string | Buffer)[],
    comparison: CallStep['compare'],
  ): Promise<Mismatch | undefined> {
    const [reference, subject] = await Promise.all(connections.map((c) => c.call(...args)));
    const reason = compareReplies(comparison, reference as Buffer, subject as Buffer);
    if (reason === undefined) return undefined;
    return {
      name: 'state after the sequence',
      reason,
      call: describeCommand(args.map((argument) => Buffer.from(argument as Buffer))),
      reference: escapeBytes(reference as Buffer),
      subject: escapeBytes(subject as Buffer),
    };
  }

  /**
   * Walks both servers' keys with SCAN, and lets each server restore both servers' DUMP payloads:
   * all four digests of a value must be the same.
   */
  async crossPayloads(): Promise<Mismatch | undefined> {
    const connections = await this.connect();
    for (const connection of connections) await connection.call('SELECT', '0');
    const scanned = await Promise.all(connections.map((connection) => scanAll(connection)));
    const [keysA, keysB] = scanned.map((keys) => keys.map((key) => escapeBytes(key)).sort());
    if (String(keysA) !== String(keysB)) {
      return stateMismatch('a whole SCAN', 'the keys differ', String(keysA), String(keysB));
    }
    for (const key of scanned[0] as Buffer[]) {
      const mismatch = await this.crossOne(connections, key);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  private async crossOne(
    connections: readonly RespConnection[],
    key: Buffer,
  ): Promise<Mismatch | undefined> {
    const dumps = await Promise.all(connections.map((c) => c.call('DUMP', key)));
    const [payloadA, payloadB] = dumps.map((dump) => decodeReply(dump).bytes) as [Buffer, Buffer];
    const seen: string[] = [];
    for (const connection of connections) {
      const replies = await connection.pipeline([
        ['RESTORE', 'cross:reference', 0, payloadA, 'REPLACE'],
        ['RESTORE', 'cross:subject', 0, payloadB, 'REPLACE'],
        ['DEBUG', 'DIGEST-VALUE', 'cross:reference'],
        ['DEBUG', 'DIGEST-VALUE', 'cross:subject'],
        ['DEL', 'cross:reference', 'cross:subject'],
      ]);
      seen.push(...replies.slice(2, 4).map((reply) => escapeBytes(reply)));
      const refused = replies.slice(0, 2).find((reply) => reply[0] === 0x2d);
      if (refused !== undefined) seen.push(escapeBytes(refused));
    }
    if (new Set(seen).size === 1) return undefined;
    const texts = [payloadA, payloadB].map((payload) => escapeBytes(payload));
    const reason = `digests after crossed RESTORE: ${seen.join(' ')}`;
    return stateMismatch(`DUMP ${escapeBytes(key)}`, reason, texts[0]!, texts[1]!);
  }
}

function stateMismatch(call: string, reason: string, reference: string, subject: string): Mismatch {
  return { name: 'state after the sequence', reason, call, reference, subject };
}

/** All keys of the selected database by SCAN, each once. */
async function scanAll(connection: RespConnection): Promise<Buffer[]> {
  const keys = new Map<string, Buffer>();
  let cursor = '0';
  do {
    const reply = decodeReply(await connection.call('SCAN', cursor, 'COUNT', '3'));
    const [next, batch] = reply.items;
    if (next === undefined || batch === undefined) throw new Error('SCAN does not answer a pair');
    for (const key of batch.items) keys.set(key.bytes.toString('latin1'), key.bytes);
    cursor = textOf(next);
  } while (cursor !== '0');
  return [...keys.values()];
}

async function answersOf(
  connection: RespConnection,
  commands: readonly (readonly Buffer[])[],
): Promise<Answers> {
  const replies: Buffer[] = [];
  try {
    connection.write(Buffer.concat(commands.map((command) => encodeCommand(command))));
    while (replies.length < commands.length) replies.push(await connection.nextFrame());
    return { replies };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const lost = error instanceof ConnectionLostError ? error.message : String(error);
    return { replies, lost };
  }
}

function toBatches(steps: readonly Step[]): { calls: CallStep[]; pauseMs: number }[] {
  const batches: { calls: CallStep[]; pauseMs: number }[] = [];
  let calls: CallStep[] = [];
  for (const step of steps) {
    if (step.kind === 'call') calls.push(step);
    else {
      batches.push({ calls, pauseMs: step.ms });
      calls = [];
    }
  }
  if (calls.length > 0) batches.push({ calls, pauseMs: 0 });
  return batches;
}
