/** The reply of a container's HELP subcommand, laid out as Redis lays it out. */
import type { ReplyWriter } from '../protocol/reply-writer.js';

/**
 * Writes the heading, the lines given (a usage line each, followed by lines of explanation indented
 * by four spaces) and the two lines about HELP itself. `container` is in upper case.
 */
export function writeHelp(out: ReplyWriter, container: string, lines: readonly string[]): void {
  out.array(lines.length + 3);
  out.simple(`${container} <subcommand> [<arg> [value] [opt] ...]. Subcommands are:`);
  for (const line of lines) out.simple(line);
  out.simple('HELP');
  out.simple('    Prints this help.');
}
