/** How the server writes its log: an interface, so that tests read it and the program prints it. */

/** What belongs to a message and is not in its text. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

type Log = (message: string, fields?: LogFields) => void;

/** The levels of Redis, from the chattiest up. */
export interface Logger {
  readonly debug: Log;
  readonly verbose: Log;
  readonly notice: Log;
  readonly warning: Log;
}

const ignore: Log = () => {};

/** Drops every message. */
export const SILENT_LOGGER: Logger = {
  debug: ignore,
  verbose: ignore,
  notice: ignore,
  warning: ignore,
};
