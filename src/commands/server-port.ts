/** What commands may know and do of the server they run in. */
import type { Clock } from '../platform/clock.js';
import type { ClientsPort } from './clients-port.js';
import type { CommandTable } from './command-table.js';
import type { ConfigPort } from './config-port.js';
import type { DebugPort } from './debug-port.js';
import type { HeapPort } from './heap-port.js';
import type { LatencyPort } from './latency-port.js';
import type { OperationsPort } from './operations-port.js';
import type { SlowlogPort } from './slowlog-port.js';

export interface ServerPort {
  readonly commands: CommandTable;
  readonly clock: Clock;
  readonly clients: ClientsPort;
  readonly config: ConfigPort;
  readonly slowlog: SlowlogPort;
  readonly latency: LatencyPort;
  readonly operations: OperationsPort;
  readonly debug: DebugPort;
  readonly heap: HeapPort;
  /** The server's own version, such as "0.1.0". */
  readonly version: string;
  /** The longest string that a command may make: `proto-max-bulk-len`. */
  readonly stringBytesMax: number;
  /** The longest sparse HyperLogLog: `hll-sparse-max-bytes`. */
  readonly hyperloglogSparseBytesMax: number;
}
