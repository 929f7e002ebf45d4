/** What INFO, CONFIG RESETSTAT and SHUTDOWN may know and do of the server as a whole. */

export interface ShutdownRequest {
  /** Whether the data is to be saved first; 'default' leaves it to the configuration. */
  readonly save: 'default' | 'save' | 'nosave';
  /** Stops even where saving is not possible. */
  readonly isForced: boolean;
}

export interface OperationsPort {
  /** The text of INFO for sections named in lower case; none means the default ones. */
  info(sections: readonly string[]): string;
  resetStatistics(): void;
  /** Begins to stop the server; throws a ReplyError where that would lose what is to be saved. */
  shutdown(request: ShutdownRequest): void;
}
