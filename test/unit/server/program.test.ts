import { expect, test } from 'vitest';
import { runProgram } from '../../../src/server/program.js';

/** What it prints; the process around it is shared with other tests. */
async function printed(...argv: string[]): Promise<string> {
  const { write } = process.stdout;
  let text = '';
  process.stdout.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof write;
  try {
    await runProgram(argv);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

test('the version and the usage are printed without starting anything', async () => {
  expect(await printed('--version')).toMatch(/^segkv v=\d+\.\d+\.\d+ redis=7\.4\.0 .* bits=64\n$/);
  expect(await printed('--help')).toContain('Every directive of the configuration file');
});
