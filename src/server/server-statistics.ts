/** Counters of a server's connections and traffic since it started or since CONFIG RESETSTAT. */
export class ServerStatistics {
  /** Connections that became clients. */
  connectionsReceived = 0;
  /** Connections turned away by `maxclients` or protected mode. */
  connectionsRejected = 0;
  /** Read events that brought bytes. */
  readEvents = 0;
  /** Times replies were handed to the system. */
  writeEvents = 0;
  readBytes = 0;
  writtenBytes = 0;
  /** Clients closed by `client-query-buffer-limit`. */
  queryLimitDisconnections = 0;
  /** Clients closed by `client-output-buffer-limit`. */
  outputLimitDisconnections = 0;
  /** Clients closed by `timeout`. */
  idleDisconnections = 0;
  /** AUTH and HELLO AUTH that were refused. */
  authenticationFailures = 0;
  /** Requests that broke the protocol. */
  protocolErrors = 0;

  reset(): void {
    Object.assign(this, new ServerStatistics());
  }
}
