import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_VERSION } from '../../../src/platform/package-version.js';
import { repositoryRoot } from '../../support/server-process.js';

test('the version is that of the package', () => {
  const text = readFileSync(join(repositoryRoot(), 'package.json'), 'utf8');
  expect(text).toContain(`"version": "${PACKAGE_VERSION}"`);
});
