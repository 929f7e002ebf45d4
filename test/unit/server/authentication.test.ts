import { expect, test } from 'vitest';
import { Authentication } from '../../../src/server/authentication.js';
import { ServerStatistics } from '../../../src/server/server-statistics.js';
import { defaultSettings } from '../../../src/server/settings.js';

test('the password counts byte by byte, and the settings are read anew', () => {
  const settings = defaultSettings();
  const statistics = new ServerStatistics();
  const authentication = new Authentication(settings, statistics);
  expect(authentication.isRequired).toBe(false);
  expect(authentication.accepts('default', 'anything')).toBe(true);
  expect(authentication.limitsOfNewClient().isUnauthenticated).toBe(false);
  settings.requirepass = 'se\xffcret\0x';
  expect(authentication.isRequired).toBe(true);
  expect(authentication.limitsOfNewClient().isUnauthenticated).toBe(true);
  expect(authentication.accepts('default', 'se\xffcret\0x')).toBe(true);
  expect(statistics.authenticationFailures).toBe(0);
  for (const wrong of ['', 'se\xffcret\0', 'se\xffcret\0y', 'se\xfecret\0x', 'SE\xffCRET\0X']) {
    expect(authentication.accepts('default', wrong)).toBe(false);
  }
  expect(authentication.accepts('Default', 'se\xffcret\0x')).toBe(false);
  expect(statistics.authenticationFailures).toBe(6);
});
