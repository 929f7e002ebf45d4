import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderCommandsDoc } from '../../scripts/generate-commands-doc.js';
import { CommandTable } from '../../src/commands/command-table.js';
import { COMMANDS } from '../../src/commands/index.js';
import { repositoryRoot } from '../support/server-process.js';

const PATH = join(repositoryRoot(), 'docs', 'commands.md');

test('docs/commands.md is what the definitions say; run this with -u to write it', async () => {
  await expect(renderCommandsDoc(COMMANDS)).toMatchFileSnapshot(PATH);
});

test('the page has a heading for each command and subcommand', () => {
  const text = renderCommandsDoc(COMMANDS);
  for (const command of new CommandTable(COMMANDS).withSubcommands()) {
    expect(text).toContain(`# ${command.fullName.replace('|', ' ').toUpperCase()}\n`);
  }
});
