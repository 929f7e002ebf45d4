import { expect, test } from 'vitest';
import { cpuFields } from '../../../../src/server/info/cpu-section.js';

test('times have six decimals', () => {
  const fields = new Map(cpuFields({ user: 1.5, system: 0.25 }, null));
  expect(fields.get('used_cpu_user')).toBe('1.500000');
  expect(fields.get('used_cpu_sys')).toBe('0.250000');
  expect(fields.has('used_cpu_user_main_thread')).toBe(false);
});

test('the time of the main thread is there where it is known', () => {
  const fields = new Map(cpuFields({ user: 1.5, system: 0.25 }, { user: 1, system: 0.125 }));
  expect(fields.get('used_cpu_user_main_thread')).toBe('1.000000');
  expect(fields.get('used_cpu_sys_main_thread')).toBe('0.125000');
});
