import { expect, test } from 'vitest';
import type { ExpiryCycle } from '../../../src/keyspace/expiry-cycle.js';
import { DebugAccess, type DebugPermission } from '../../../src/server/debug-access.js';

test.each([
  ['yes', false, true],
  ['local', true, true],
  ['local', false, false],
  ['no', true, false],
] as const)(
  'with %s, a request that is local (%s) is allowed: %s',
  (permission, local, allowed) => {
    const lines: string[] = [];
    const access = new DebugAccess({
      expiry: {} as ExpiryCycle,
      debugPermission: permission satisfies DebugPermission,
      isRequestLocal: () => local,
      warn: (message) => lines.push(message),
    });
    expect(access.isAllowed()).toBe(allowed);
    access.log('a line');
    expect(lines).toEqual(['a line']);
  },
);
