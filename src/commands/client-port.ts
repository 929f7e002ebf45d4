/** What commands may know and do of the client whose request they execute. */

/** Whether replies are sent: always, never, or not for the next request. */
export type ReplyChoice = 'on' | 'off' | 'skip';

export interface ClientPort {
  /** Unique in the life of the server; the first client has 1. */
  readonly id: number;
  /** The protocol version the client asked for. */
  readonly resp: 2 | 3;
  /** Number of the selected database. */
  readonly dbNumber: number;
  /** Empty if it has none; only printable ASCII without blanks (see client-attributes.ts). */
  name: string;
  libraryName: string;
  libraryVersion: string;
  /** CLIENT NO-EVICT: spared when clients are closed to save memory. */
  isNoEvict: boolean;
  /** CLIENT NO-TOUCH: reading a key does not count as an access to it. */
  isNoTouch: boolean;
  /** Whether it may do what needs authentication. */
  readonly isAuthenticated: boolean;
  /** Whether it comes by a unix socket or from the loopback interface. */
  readonly isLocal: boolean;
  /** Selects a database; false if there is none of that number. */
  select(number: number): boolean;
  /** Replies from this request on are written in that version. */
  switchProtocol(version: 2 | 3): void;
  setReplies(choice: ReplyChoice): void;
  /** Takes a user name and a password, a byte a character; false if they are wrong. */
  authenticate(user: string, password: string): boolean;
  /** Makes the client a monitor; false if it is one already. */
  startMonitoring(): boolean;
  /** RESET: everything but the connection itself and its library's name is as if new. */
  reset(): void;
  /** Ends the connection when all replies, that to this request included, are sent. */
  closeAfterReplies(): void;
}
