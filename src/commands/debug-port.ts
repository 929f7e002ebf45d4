/** What DEBUG may do to the server. */
import type { ExpiryCycle } from '../keyspace/expiry-cycle.js';

export interface DebugPort {
  readonly expiry: ExpiryCycle;
  /** Whether `enable-debug-command` lets the client whose request is executed use DEBUG. */
  isAllowed(): boolean;
  /** Stops the whole server for so many milliseconds. */
  block(ms: number): void;
  /** Writes a line to the log, as a warning. */
  log(message: string): void;
}
