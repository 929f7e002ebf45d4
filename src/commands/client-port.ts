/** What commands may know and do of the client whose request they execute. */
export interface ClientPort {
  /** Unique in the life of the server; the first client has 1. */
  readonly id: number;
  /** The protocol version the client asked for. */
  readonly resp: 2 | 3;
}
