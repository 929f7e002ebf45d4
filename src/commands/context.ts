/**
 * What a command sees of the world. Commands import neither the server nor the network: whatever
 * they need of clients, configuration and statistics is one of these interfaces, implemented by
 * `src/server`.
 */
import type { Database } from '../keyspace/database.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { ClientPort } from './client-port.js';
import type { ServerPort } from './server-port.js';

/** One object for the life of the server; its fields change with each request. */
export interface CommandContext {
  /** All databases. */
  readonly keyspace: Keyspace;
  /** The database the client has selected. */
  db: Database;
  /** The client whose request is executed. */
  client: ClientPort;
  readonly server: ServerPort;
  /** Milliseconds since 1970, the same during one command. */
  nowMs: number;
}
