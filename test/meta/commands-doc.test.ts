import { expect, test } from 'vitest';
import { renderCommandsDoc } from '../../scripts/generate-commands-doc.js';
import { CommandTable } from '../../src/commands/command-table.js';
import { COMMANDS } from '../../src/commands/index.js';

const PATH = new URL('../../docs/commands.md', import.meta.url);

test('docs/commands.md is what the definitions say; run this file with -u to write it', async () => {
  await expect(renderCommandsDoc(COMMANDS)).toMatchFileSnapshot(PATH.pathname);
});

test('the page has a heading for each command and subcommand', () => {
  const text = renderCommandsDoc(COMMANDS);
  for (const command of new CommandTable(COMMANDS).withSubcommands()) {
    expect(text).toContain(`# ${command.fullName.replace('|', ' ').toUpperCase()}\n`);
  }
});
