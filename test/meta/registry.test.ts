/** The registry and the folders of command files are the same list. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { COMMAND_GROUPS } from '../../src/commands/command-flags.js';
import { CommandTable } from '../../src/commands/command-table.js';
import { Command, definedCommandCount } from '../../src/commands/define-command.js';
import { COMMANDS } from '../../src/commands/index.js';
import { repositoryRoot } from '../support/server-process.js';

const root = join(repositoryRoot(), 'src', 'commands');
const table = new CommandTable(COMMANDS);
const registered = [...table.withSubcommands()];
const groups = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory());
const files = groups.flatMap((group) =>
  readdirSync(join(root, group)).map((name) => ({ group, name, path: join(root, group, name) })),
);

/** The file a command is to be in, such as generic/object-freq.ts. */
function fileOf(command: Command): string {
  return `${command.group}/${command.fullName.replace('|', '-')}.ts`;
}

test('folders are named after groups', () => {
  for (const group of groups) expect(COMMAND_GROUPS).toContain(group);
});

test('each registered command has its file and each file is registered', () => {
  const listed = files.map((file) => `${file.group}/${file.name}`).sort();
  expect(listed).toEqual(registered.map(fileOf).sort());
});

test('each command file exports the command it is named after, and no other', async () => {
  for (const { group, name, path } of files) {
    const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
    const exported = Object.values(module).filter((value) => value instanceof Command);
    expect(exported.map(fileOf)).toEqual([`${group}/${name}`]);
    expect(registered).toContain(exported[0]);
  }
});

test('each command has an index of its own below the number of definitions', () => {
  const indexes = new Set(registered.map((command) => command.index));
  expect(indexes.size).toBe(registered.length);
  for (const index of indexes) expect(index).toBeLessThan(definedCommandCount());
});

test('all commands have the same fields in the same order, and are frozen', () => {
  for (const command of registered) {
    expect(Object.keys(command)).toEqual(Object.keys(registered[0] as Command));
    expect(Object.isFrozen(command)).toBe(true);
  }
});

test('a command that can be executed says what it replies', () => {
  for (const command of registered) {
    if (command.subcommands.length === 0)
      expect([command.fullName, command.reply.kind]).not.toEqual([command.fullName, 'any']);
  }
});

test('a container has a HELP subcommand', () => {
  for (const command of registered) {
    if (command.subcommands.length === 0) continue;
    expect(command.subcommands.map((subcommand) => subcommand.name)).toContain('help');
  }
});
