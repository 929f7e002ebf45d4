/**
 * Looks at the requests of a batch before they are executed: finds their commands, hashes their
 * keys once, and prefetches the memory that the keys lead to.
 */
import type { CommandTable } from '../commands/command-table.js';
import type { Command } from '../commands/define-command.js';
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import { Prefetcher } from '../keyspace/prefetcher.js';
import { BATCH_REQUESTS_MAX, type RequestBatch } from '../protocol/request-batch.js';

export class Lookahead {
  private readonly found: (Command | undefined)[] = new Array(BATCH_REQUESTS_MAX).fill(undefined);
  /** Where the first key of each request begins, -1 if it has none; and its hash. */
  private readonly keyStarts = new Int32Array(BATCH_REQUESTS_MAX);
  private readonly keyHashes = new Int32Array(BATCH_REQUESTS_MAX);
  private readonly prefetcher = new Prefetcher();
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(
    private readonly commands: CommandTable,
    private readonly keyspace: Keyspace,
  ) {}

  /** Looks at all requests of the batch; their keys are taken to be of `db`. */
  run(batch: RequestBatch, db: Database): void {
    const { bytes, argumentStarts, argumentEnds } = batch;
    this.bytes = bytes;
    let previous = -1;
    let command: Command | undefined;
    for (let i = 0; i < batch.count; i++) {
      const first = batch.firstArgument(i);
      const count = batch.firstArgument(i + 1) - first;
      this.keyStarts[i] = -1;
      if (count === 0) {
        this.found[i] = undefined;
        continue;
      }
      const isRepeated = previous >= 0 && isSameName(batch, previous, first);
      if (!isRepeated) {
        command = this.commands.find(bytes, argumentStarts[first], argumentEnds[first]);
      }
      this.found[i] = command;
      previous = first;
      if (command === undefined || command.firstKey === 0 || command.firstKey >= count) continue;
      const key = first + command.firstKey;
      this.keyStarts[i] = argumentStarts[key];
      this.keyHashes[i] = this.prefetcher.add(db, bytes, argumentStarts[key], argumentEnds[key]);
    }
    this.prefetcher.run(db);
  }

  /** The command of request i; tells the keyspace the hash of its first key. */
  select(i: number): Command | undefined {
    const { keyspace } = this;
    keyspace.hintBytes = this.bytes;
    keyspace.hintStart = this.keyStarts[i];
    keyspace.hintHash = this.keyHashes[i];
    return this.found[i];
  }
}

/** Whether the requests whose first arguments are at `one` and `other` name the same command. */
function isSameName(batch: RequestBatch, one: number, other: number): boolean {
  const { bytes, argumentStarts, argumentEnds } = batch;
  let a = argumentStarts[one];
  let b = argumentStarts[other];
  const end = argumentEnds[other];
  if (argumentEnds[one] - a !== end - b) return false;
  while (b < end) if (bytes[a++] !== bytes[b++]) return false;
  return true;
}
