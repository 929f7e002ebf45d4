/**
 * Renders docs/commands.md from the definitions of the commands. The meta test compares the file
 * with this text; `npx vitest run test/meta/commands-doc.test.ts -u` writes it.
 */
import { synopsis } from '../src/commands/argument-specs.js';
import { ACL_CATEGORIES, COMMAND_FLAGS } from '../src/commands/command-flags.js';
import type { Command } from '../src/commands/define-command.js';
import { describeReply } from '../src/commands/reply-schemas.js';

const HEADER = `# Commands

Generated from the definitions in \`src/commands\`; do not edit. "Since" is the version of Redis
that brought the command. Flags and ACL categories are what COMMAND INFO reports.
`;

export function renderCommandsDoc(commands: readonly Command[]): string {
  const groups = [...new Set(commands.map((command) => command.group))].sort();
  const sections = groups.map((group) => {
    const members = commands.filter((command) => command.group === group).sort(byName);
    return `## ${group}\n\n${members.map(renderWithSubcommands).join('\n')}`;
  });
  return [HEADER, renderOverview(commands, groups), ...sections].join('\n');
}

function byName(a: Command, b: Command): number {
  return a.name < b.name ? -1 : 1;
}

function renderOverview(commands: readonly Command[], groups: readonly string[]): string {
  const rows = groups.map((group) => {
    const members = commands.filter((command) => command.group === group).sort(byName);
    return `| ${group} | ${members.map((command) => titleOf(command)).join(', ')} |`;
  });
  return `| group | commands |\n| --- | --- |\n${rows.join('\n')}\n`;
}

function titleOf(command: Command): string {
  return command.fullName.replace('|', ' ').toUpperCase();
}

function renderWithSubcommands(command: Command): string {
  const subcommands = [...command.subcommands].sort(byName).map(renderCommand);
  return [renderCommand(command), ...subcommands].join('\n');
}

function renderCommand(command: Command): string {
  const isContainerOnly = command.subcommands.length > 0 && command.arity === -2;
  const usage = isContainerOnly ? '<subcommand> [argument ...]' : synopsis(command.args);
  const lines = [
    `${command.container === '' ? '###' : '####'} ${titleOf(command)}`,
    '',
    `\`${`${titleOf(command)} ${usage}`.trim()}\``,
    '',
    `${command.summary.replace(/\.$/, '')}. Since ${command.since}.${standing(command)}`,
    '',
  ];
  if (command.complexity !== '') lines.push(`- Complexity: ${command.complexity}`);
  lines.push(`- Flags: ${listOf(COMMAND_FLAGS.format(command.flags))}`);
  lines.push(`- ACL: ${listOf(ACL_CATEGORIES.format(command.aclCategories).map((c) => `@${c}`))}`);
  if (!isContainerOnly) lines.push(`- Reply: ${describeReply(command.reply)}`);
  for (const [version, change] of command.history) lines.push(`- Since ${version}: ${change}`);
  return `${lines.join('\n')}\n`;
}

function standing(command: Command): string {
  if (command.deprecatedSince === '') return '';
  const instead = command.replacedBy === '' ? '' : `; use ${command.replacedBy}`;
  return ` Deprecated since ${command.deprecatedSince}${instead}.`;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
