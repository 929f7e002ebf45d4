/** What SLOWLOG may know and do of the slow log. */

/** A request that took long, with its arguments shortened. */
export interface SlowlogEntry {
  /** Counts up from 0 over the life of the server. */
  readonly id: number;
  readonly unixSeconds: number;
  readonly durationUs: number;
  readonly args: readonly Uint8Array[];
  /** Address and port the client came from. */
  readonly clientAddress: string;
  readonly clientName: string;
}

export interface SlowlogPort {
  readonly length: number;
  /** The newest `count` entries, newest first; all of them where `count` is Infinity. */
  newest(count: number): readonly SlowlogEntry[];
  clear(): void;
}
