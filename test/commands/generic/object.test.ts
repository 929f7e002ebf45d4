import { expect, test } from 'vitest';
import { object } from '../../../src/commands/generic/object.js';

test('has the subcommands of Redis', () => {
  expect(object.subcommands.map((one) => one.name).sort()).toEqual([
    'encoding',
    'freq',
    'help',
    'idletime',
    'refcount',
  ]);
});
