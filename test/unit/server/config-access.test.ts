import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientPort } from '../../../src/commands/client-port.js';
import { systemFiles } from '../../../src/platform/system-files.js';
import { Config } from '../../../src/server/config/config.js';
import { ConfigAccess } from '../../../src/server/config-access.js';
import { SILENT_LOGGER } from '../../../src/server/logger.js';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'segkv-config-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function accessTo(filePath: string | null): { config: Config; access: ConfigAccess } {
  const config = new Config({
    workingDirectory: '/',
    kindOfPath: systemFiles.kindOfPath,
    warn: () => {},
  });
  config.load('enable-protected-configs', ['local']);
  const access = new ConfigAccess({ config, files: systemFiles, filePath, logger: SILENT_LOGGER });
  return { config, access };
}

const client = (isLocal: boolean): ClientPort => ({ isLocal }) as ClientPort;

test('protected directives are for local clients where the configuration says so', () => {
  const { config, access } = accessTo(null);
  expect(() => access.change(['dir', directory], client(false))).toThrow(/protected/);
  access.change(['dir', directory], client(true));
  expect(config.get('dir')).toBe(directory);
});

test('a rewritten file keeps its comments and takes the values in force', () => {
  const path = join(directory, 'segkv.conf');
  writeFileSync(path, '# mine\ntimeout 5\n');
  const { access } = accessTo(path);
  access.change(['timeout', '9', 'maxmemory', '64mb'], client(true));
  access.rewriteFile();
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^# mine\ntimeout 9\n/);
  expect(text).toContain('maxmemory 64mb');
});

test('a file that is gone is written anew, and a folder in its place is an error', () => {
  const path = join(directory, 'new.conf');
  accessTo(path).access.rewriteFile();
  expect(readFileSync(path, 'utf8')).toContain('dir ');
  expect(() => accessTo(directory).access.rewriteFile()).toThrow(/^ERR Rewriting config file: /);
  expect(() => accessTo(null).access.rewriteFile()).toThrow('without a config file');
});
