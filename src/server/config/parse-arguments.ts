/**
 * The command line, as redis-server takes it: `[file] [--name value …] [-]`. An option is a line
 * of configuration written as arguments; those lines follow the file and so override it.
 */
import { byteStringOf } from './byte-string.js';
import { type ConfigLine, parseConfig } from './parse-config.js';
import { quoteArgument, splitArguments } from './split-arguments.js';

export type CommandLine =
  | { readonly action: 'version' }
  | { readonly action: 'help' }
  | {
      readonly action: 'run';
      /** A byte string; null for the built-in defaults. */
      readonly filePath: string | null;
      /** True when a configuration is to be read from the standard input, after the file. */
      readonly readsStandardInput: boolean;
      readonly lines: readonly ConfigLine[];
    };

/** `argv`: the arguments after the program's name. */
export function parseArguments(argv: readonly string[]): CommandLine {
  const [first] = argv;
  if (first === '-v' || first === '--version') return { action: 'version' };
  if (first === '-h' || first === '--help') return { action: 'help' };
  let rest = argv.map(byteStringOf);
  let filePath: string | null = null;
  if (first !== undefined && !first.startsWith('-')) {
    filePath = rest[0] === '' ? null : rest[0]!;
    rest = rest.slice(1);
  }
  const isFirstDash = filePath === null && rest[0] === '-';
  const isLastDash = rest.length > 0 && rest.at(-1) === '-';
  if (isFirstDash) rest = rest.slice(1);
  else if (isLastDash) rest = rest.slice(0, -1);
  const lines = parseConfig(joinOptions(rest), { kind: 'command line' });
  return { action: 'run', filePath, readsStandardInput: isFirstDash || isLastDash, lines };
}

/**
 * One line an option. `--name` begins a line unless the option before it still lacks its first
 * value: then it is that value, except after `--save`, where a missing value means none.
 */
function joinOptions(argv: readonly string[]): string {
  const lines: string[] = [];
  let isValueExpected = false;
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith('--') && !isValueExpected) {
      const option = argument.slice(2);
      const hasOwnValue = (splitArguments(option) ?? []).length !== 1;
      const next = argv[index + 1];
      const isEmptySave =
        option.toLowerCase() === 'save' && (next === undefined || next.startsWith('--'));
      lines.push(isEmptySave ? `${option} ""` : option);
      isValueExpected = !hasOwnValue && !isEmptySave;
    } else {
      lines.push(`${lines.pop() ?? ''} ${quoteArgument(argument)}`);
      isValueExpected = false;
    }
  }
  return lines.join('\n');
}
