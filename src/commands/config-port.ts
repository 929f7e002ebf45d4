/** What CONFIG may know and do of the directives. Names and values are a byte a character. */
import type { ClientPort } from './client-port.js';

export interface ConfigPort {
  /** Name and value of each directive that one of the patterns matches. */
  matching(patterns: readonly string[]): readonly (readonly [name: string, value: string])[];
  /** Sets all of the directives or none; `pairs` holds names and values by turns. May throw. */
  change(pairs: readonly string[], client: ClientPort): void;
  /** Writes the values in force to the configuration file. Throws a ReplyError. */
  rewriteFile(): void;
}
