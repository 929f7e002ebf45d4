import { expect, test } from 'vitest';
import { cpuFields } from '../../../../src/server/info/cpu-section.js';

test('times have six decimals', () => {
  const fields = new Map(cpuFields({ user: 1.5, system: 0.25 }));
  expect(fields.get('used_cpu_user')).toBe('1.500000');
  expect(fields.get('used_cpu_sys')).toBe('0.250000');
});
