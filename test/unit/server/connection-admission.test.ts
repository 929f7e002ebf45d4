import { expect, test } from 'vitest';
import type { Connection } from '../../../src/platform/connection.js';
import {
  PROTECTED_MODE,
  refusalOf,
  TOO_MANY_CLIENTS,
} from '../../../src/server/connection-admission.js';
import { defaultSettings } from '../../../src/server/settings.js';

function from(remoteAddress: string, unixPath = ''): Connection {
  return { remoteAddress, unixPath } as Connection;
}

test.each([
  ['127.0.0.1', '', null],
  ['127.4.5.6', '', null],
  ['::1', '', null],
  ['', '/tmp/socket', null],
  ['192.0.2.1', '', PROTECTED_MODE],
  ['2001:db8::1', '', PROTECTED_MODE],
])('protected mode lets %s%s in or not', (address, path, refusal) => {
  const settings = defaultSettings();
  expect(refusalOf(from(address, path), 0, settings)).toBe(refusal);
  settings.requirepass = 'secret';
  expect(refusalOf(from(address, path), 0, settings)).toBe(null);
  settings.requirepass = '';
  settings.protectedMode = false;
  expect(refusalOf(from(address, path), 0, settings)).toBe(null);
});

test('maxclients counts the clients there are', () => {
  const settings = { ...defaultSettings(), maxclients: 3 };
  expect(refusalOf(from('127.0.0.1'), 2, settings)).toBe(null);
  expect(refusalOf(from('127.0.0.1'), 3, settings)).toBe(TOO_MANY_CLIENTS);
});
