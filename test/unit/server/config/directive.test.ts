import { expect, test } from 'vitest';
import { yesNo } from '../../../../src/server/config/choice-kinds.js';
import { directive } from '../../../../src/server/config/directive.js';

test('without options a directive is changeable, visible, and has no effect', () => {
  const row = directive(yesNo, 'no');
  expect(row).toMatchObject({
    initial: 'no',
    mutability: 'runtime',
    effect: 'none',
    alias: null,
    isHidden: false,
  });
  expect(row.limitation(true)).toBeNull();
});
