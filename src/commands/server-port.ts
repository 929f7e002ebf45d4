/** What commands may know and do of the server they run in. */
import type { Clock } from '../platform/clock.js';
import type { ClientsPort } from './clients-port.js';
import type { CommandTable } from './command-table.js';

export interface ServerPort {
  readonly commands: CommandTable;
  readonly clock: Clock;
  readonly clients: ClientsPort;
  /** The server's own version, such as "0.1.0". */
  readonly version: string;
  /** The longest string that a command may make: `proto-max-bulk-len`. */
  readonly stringBytesMax: number;
  /** The longest sparse HyperLogLog: `hll-sparse-max-bytes`. */
  readonly hyperloglogSparseBytesMax: number;
}
