import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';

test('names the subcommands', () => {
  const text = callBare(['OBJECT', 'HELP'], { resp: 3 }).toString();
  expect(text.split('\r\n')[0]).toBe('*15');
  for (const name of ['ENCODING', 'FREQ', 'IDLETIME', 'REFCOUNT']) {
    expect(text).toContain(`+${name} <key>\r\n`);
  }
});
