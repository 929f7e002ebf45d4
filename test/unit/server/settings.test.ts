import { expect, test } from 'vitest';
import { defaultSettings } from '../../../src/server/settings.js';

test('two servers share no settings', () => {
  const one = defaultSettings();
  one.outputLimits.normal.hardBytes = 1;
  one.maxclients = 1;
  expect(defaultSettings().outputLimits.normal.hardBytes).toBe(0);
  expect(defaultSettings().maxclients).toBe(10_000);
});
