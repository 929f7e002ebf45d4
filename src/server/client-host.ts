/** What a client needs of the server it belongs to. */
import type { Command } from '../commands/define-command.js';
import type { Clock } from '../platform/clock.js';
import type { Arguments } from '../protocol/arguments.js';
import type { LargeRequest } from '../protocol/large-request.js';
import type { ProtocolError } from '../protocol/protocol-error.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { RequestBatch } from '../protocol/request-batch.js';
import type { RequestLimits } from '../protocol/request-limits.js';
import type { RequestParser } from '../protocol/request-parser.js';
import type { Authentication } from './authentication.js';
import type { Client } from './client.js';
import type { ServerSettings } from './settings.js';

export interface ClientHost {
  readonly clock: Clock;
  readonly settings: ServerSettings;
  readonly authentication: Authentication;
  readonly databaseCount: number;
  readonly readBuffer: Uint8Array;
  /** Where reads are put; what a client kept is laid in front of it. */
  readonly readStart: number;
  readonly readSize: number;
  readonly parser: RequestParser;
  readonly batch: RequestBatch;
  readonly args: Arguments;
  readonly out: ReplyWriter;
  /** Whose requests are being executed, with replies in `out`. */
  readonly executing: Client | null;
  nextClientId(): number;
  newLargeRequest(limits: RequestLimits): LargeRequest;
  bytesRead(size: number): void;
  bytesWritten(size: number): void;
  /** Brackets the requests of one read. */
  beginBatch(client: Client): void;
  endBatch(): void;
  /** Whether it pays to look at several requests of this client before executing them. */
  isLookingAhead(client: Client): boolean;
  /** Prepares for the requests of `batch`. */
  lookAhead(client: Client): void;
  /** The command of the batch's request i, after lookAhead; undefined if there is none such. */
  selectAhead(i: number): Command | undefined;
  /**
   * Executes the request in `args`; false if it has to wait and was not executed. `found` is its
   * command where it is known.
   */
  execute(client: Client, found?: Command): boolean;
  /** The same for a complete large request. */
  executeLarge(client: Client, request: LargeRequest): boolean;
  failProtocol(client: Client, error: ProtocolError): void;
  closeForQueryBuffer(client: Client): void;
  /** Applies the output buffer limits after something was added that the system did not take. */
  checkOutput(client: Client): void;
  startMonitoring(client: Client): void;
  stopMonitoring(client: Client): void;
  removeClient(client: Client): void;
}
