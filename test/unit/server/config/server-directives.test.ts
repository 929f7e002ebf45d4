import { expect, test } from 'vitest';
import { SERVER_DIRECTIVES } from '../../../../src/server/config/server-directives.js';
import { parseWith } from '../../../support/directive-kinds.js';

test.each(['', '{x}', '{title', '{title} {'])('the title template "%s" is refused', (template) => {
  expect(() => parseWith(SERVER_DIRECTIVES['proc-title-template'].kind, [template])).toThrow(
    'template format is invalid or contains unknown variables',
  );
});

test('a shutdown saves or does not', () => {
  const { kind } = SERVER_DIRECTIVES['shutdown-on-sigint'];
  expect(parseWith(kind, ['now', 'save']).value).toEqual(['save', 'now']);
  expect(() => parseWith(kind, ['save', 'nosave'])).toThrow("can't be used simultaneously");
});

test('relative is another word for yes', () => {
  expect(parseWith(SERVER_DIRECTIVES['oom-score-adj'].kind, ['relative']).text).toBe('yes');
});
