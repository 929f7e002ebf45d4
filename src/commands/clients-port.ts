/** What CLIENT may know and do of all clients of the server. */
import type { ClientPort } from './client-port.js';

export const CLIENT_TYPES = ['normal', 'replica', 'pubsub', 'master'] as const;
export type ClientType = (typeof CLIENT_TYPES)[number];

export type PauseMode = 'write' | 'all';

/** Clients that meet all conditions given. */
export interface ClientFilter {
  id?: number;
  /** As CLIENT LIST shows it. */
  address?: string;
  localAddress?: string;
  type?: ClientType;
  user?: string;
  /** At least so old. */
  ageSeconds?: number;
}

export interface ClientsPort {
  /** Whether AUTH with a password alone makes sense: the default user has one. */
  readonly hasPassword: boolean;
  /** One line of properties, without a line end, as CLIENT INFO shows it. */
  describe(client: ClientPort): string;
  /** The lines of all clients of a type, or of all; each ends with a line feed. */
  describeAll(type?: ClientType): string;
  /** The lines of those of the clients that exist, in the order given. */
  describeEach(ids: readonly number[]): string;
  /**
   * Closes clients and returns how many. `self`, where it is among them, is closed after its
   * replies are sent.
   */
  kill(filter: ClientFilter, self: ClientPort, callerIs: 'spared' | 'included'): number;
  /** Holds requests back for some milliseconds; a pause that is on only grows. */
  pause(durationMs: number, mode: PauseMode): void;
  unpause(): void;
  /** Whether a user of that name exists. */
  hasUser(name: string): boolean;
}
