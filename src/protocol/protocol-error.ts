/** A request that breaks the protocol: the client gets the text and its connection is closed. */
export class ProtocolError extends Error {
  constructor(detail: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(`ERR Protocol error: ${detail}`);
    Error.stackTraceLimit = limit;
    this.name = 'ProtocolError';
  }
}
