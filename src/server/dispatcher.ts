/**
 * Executes the request that lies in the arguments: finds the command, asks the admission checks,
 * runs it, and keeps the statistics. It knows flags, not names.
 */
import { InvariantError } from '../base/assert.js';
import { ReplyError } from '../base/reply-error.js';
import type { CommandTable } from '../commands/command-table.js';
import type { CommandContext } from '../commands/context.js';
import type { Command } from '../commands/define-command.js';
import type { Clock } from '../platform/clock.js';
import type { Arguments } from '../protocol/arguments.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { Client } from './client.js';
import type { CommandStatistics } from './command-statistics.js';
import { flattenArguments, prepareLargeArguments } from './flatten-arguments.js';
import { REPLIES_ON, SKIP_NEXT, SKIPPING } from './reply-mode.js';
import { isHttpLine, unknownCommandText, unknownSubcommandText } from './unknown-command.js';

/** Told of each command once it was executed, while somebody wants to know. */
export interface CommandObserver {
  /** Asked again whenever what is observed changes: commands faster than this are not reported. */
  readonly thresholdUs: number;
  /**
   * `count` requests of one command took `durationUs` together. `args` are those of the request, or
   * null where they are gone because more than one was timed.
   */
  executed(
    client: Client,
    command: Command,
    args: Arguments | null,
    durationUs: number,
    count: number,
  ): void;
}

/** Shown each executed request, while `count` is not 0. */
export interface RequestWatchers {
  readonly count: number;
  feed(client: Client, command: Command, args: Arguments): void;
}

/** A reason not to execute a command now: an error text, or 'wait'. */
export type AdmissionCheck = (client: Client, command: Command) => string | null;

export interface DispatcherParts {
  commands: CommandTable;
  context: CommandContext;
  args: Arguments;
  out: ReplyWriter;
  clock: Clock;
  statistics: CommandStatistics;
  /** Asked in order; the first that answers decides. */
  checks: readonly AdmissionCheck[];
  observer: CommandObserver;
  watchers: RequestWatchers;
  /** Cuts off a client that speaks HTTP. */
  closeForHttp: (client: Client) => void;
  /** Reports an error that is a bug of ours. */
  reportBug: (error: unknown, command: Command) => void;
}

/** Brief commands in a row that are timed together. */
const RUN_COUNT_MAX = 64;
/** Where an observer wants to hear of shorter ones, every command is timed by itself. */
const INDIVIDUAL_THRESHOLD_US = 1000;

/** The answer of a check that wants the request to wait. */
export const WAIT = 'wait';

export class Dispatcher {
  private startedUs = 0;
  private isCalling = false;
  /** The run of equal commands that is being timed. */
  private runCommand: Command | null = null;
  private runClient: Client | null = null;
  private runCount = 0;

  constructor(private readonly parts: DispatcherParts) {}

  /** Takes the time before the requests of one read. */
  beginBatch(): void {
    this.startedUs = this.parts.clock.monotonicUs();
  }

  /** Takes the time after them. */
  endBatch(): void {
    this.closeRun();
  }

  /** Executes the request in the arguments, of command `known` if given; false if it must wait. */
  execute(client: Client, known?: Command): boolean {
    if (client.replyMode === REPLIES_ON) return this.admit(client, known);
    return this.executeSilently(client, known);
  }

  /** The same for a client that wants no reply, unless this request turns replies on. */
  private executeSilently(client: Client, known: Command | undefined): boolean {
    const { out } = this.parts;
    const position = out.position;
    const attachments = out.attachments.length;
    const isSkipping = client.replyMode === SKIP_NEXT;
    if (isSkipping) client.replyMode = SKIPPING;
    const isExecuted = this.admit(client, known);
    // What the request has changed it to, if it has.
    const mode = client.replyMode as number;
    if (mode !== REPLIES_ON) out.truncate(position, attachments);
    if (mode === SKIPPING) client.replyMode = isExecuted ? REPLIES_ON : SKIP_NEXT;
    return isExecuted;
  }

  private admit(client: Client, known: Command | undefined): boolean {
    const { args } = this.parts;
    if (args.paged !== null) prepareLargeArguments(this.parts.commands, args);
    const command = this.find(client, known);
    client.lastCommand = command;
    if (command === null) return true;
    // What was admitted for the request before is admitted for another of the same kind.
    if (command === this.runCommand && client === this.runClient && this.runCount > 0) {
      this.call(client, command);
      return true;
    }
    const { checks } = this.parts;
    for (let i = 0; i < checks.length; i++) {
      const refusal = (checks[i] as AdmissionCheck)(client, command);
      if (refusal === null) continue;
      if (refusal === WAIT) return false;
      this.reject(command, refusal);
      return true;
    }
    this.call(client, command);
    return true;
  }

  /** The command (or subcommand) of the request; null if it was answered with an error. */
  private find(client: Client, known: Command | undefined): Command | null {
    const { commands, args, out, statistics } = this.parts;
    out.resp = client.resp;
    const found = known ?? commands.lookup(args);
    if (found === undefined) {
      if (isHttpLine(args)) {
        this.parts.closeForHttp(client);
        return null;
      }
      const text = unknownCommandText(args);
      out.error(text);
      statistics.errorReplied(text);
      return null;
    }
    let command = found;
    if (found.subcommandTable !== null && args.count > 1) {
      const subcommand = commands.lookupSubcommand(found, args);
      if (subcommand === undefined) {
        this.reject(found, unknownSubcommandText(found.name, args));
        return null;
      }
      command = subcommand;
    }
    const { arity } = command;
    if (arity > 0 ? args.count === arity : args.count >= -arity) return command;
    this.reject(command, `ERR wrong number of arguments for '${command.fullName}' command`);
    return null;
  }

  private reject(command: Command, text: string): void {
    const { out, statistics } = this.parts;
    out.error(text);
    statistics.rejected[command.index]++;
    statistics.errorReplied(text);
  }

  private call(client: Client, command: Command): void {
    const { args, out, context, watchers } = this.parts;
    // A command that takes an argument in pages leaves nothing of it to be shown.
    if (args.paged !== null && watchers.count > 0) flattenArguments(args);
    if (this.runCount > 0 && command !== this.runCommand) this.closeRun('of another request');
    args.forgetRedacted();
    const position = out.position;
    const attachments = out.attachments.length;
    out.errorText = '';
    context.client = client;
    context.db = context.keyspace.databases[client.dbNumber] as typeof context.db;
    this.runCommand = command;
    this.runClient = client;
    this.runCount++;
    this.isCalling = true;
    try {
      command.execute(context, args, out);
    } catch (error) {
      out.truncate(position, attachments);
      out.error(this.textOf(error, command));
    }
    this.isCalling = false;
    if (out.errorText !== '') {
      this.parts.statistics.failed[command.index]++;
      this.parts.statistics.errorReplied(out.errorText);
    }
    if (watchers.count > 0) watchers.feed(client, command, args);
    const isIndividual = !command.isBrief || this.runCount >= RUN_COUNT_MAX;
    if (isIndividual || this.parts.observer.thresholdUs < INDIVIDUAL_THRESHOLD_US) this.closeRun();
  }

  /**
   * Ends the run of equal commands that are timed together and divides its time among them. A
   * clock costs a good part of what a brief command does, so brief commands in a row share one
   * reading, unless somebody wants to be told of short ones.
   */
  private closeRun(arguments_: 'current' | 'of another request' = 'current'): void {
    const { runCount, runCommand, runClient } = this;
    if (runCount === 0 || runCommand === null || runClient === null) return;
    this.runCount = 0;
    const { args, statistics, clock, observer } = this.parts;
    const endedUs = clock.monotonicUs();
    const durationUs = endedUs - this.startedUs;
    this.startedUs = endedUs;
    statistics.executed(runCommand.index, runCount, durationUs);
    if (durationUs >= observer.thresholdUs) {
      const isKept = arguments_ === 'current' && runCount === 1;
      observer.executed(runClient, runCommand, isKept ? args : null, durationUs, runCount);
    }
  }

  private textOf(error: unknown, command: Command): string {
    if (error instanceof ReplyError) return error.text;
    this.parts.reportBug(error, command);
    if (error instanceof InvariantError) throw error;
    return `ERR internal error in '${command.fullName}', see the log`;
  }

  /** Index of the command being executed just now, -1 if there is none. */
  get commandIndex(): number {
    return this.isCalling && this.runCommand !== null ? this.runCommand.index : -1;
  }

  /** Id of the client whose command that is, 0 if there is none. */
  get clientId(): number {
    return this.isCalling && this.runClient !== null ? this.runClient.id : 0;
  }
}
