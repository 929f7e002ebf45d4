/** The version of the program, as its package states it. */
import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export const PACKAGE_VERSION = version;
