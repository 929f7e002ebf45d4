import { expect, test } from 'vitest';
import type { Attribution } from '../../../src/keyspace/attribution.js';
import { NO_ATTRIBUTION } from '../../../src/keyspace/attribution.js';
import { RELEASE_FLUSH } from '../../../src/memory/allocation-hooks.js';
import { CommandHarness } from '../../support/command-harness.js';

const HOOKS = {
  allocated() {},
  rewritten() {},
  resized() {},
  released() {},
  moved() {},
  pageDropped() {},
};

test('keys are announced while hooks are set, and nothing otherwise', () => {
  const harness = new CommandHarness();
  const { keyspace, memory } = harness;
  const told: string[] = [];
  const attribution: Attribution = {
    enterKey: (db, _encoding, bytes, start, end) => {
      told.push(`${db.number} ${Buffer.from(bytes.subarray(start, end)).toString()}`);
    },
    databaseDropped: (db, reason) => told.push(`${db.number} dropped ${reason}`),
  };
  expect(keyspace.attribution).toBe(NO_ATTRIBUTION);
  keyspace.attribution = attribution;
  harness.call('SET', 'quiet', 'x');
  memory.hooks = HOOKS;
  harness.call('SET', 'one', 'x');
  harness.call('SET', 'large', 'x'.repeat(5000));
  harness.call('RENAME', 'one', 'two');
  harness.call('COPY', 'two', 'three', 'DB', '1');
  harness.call('FLUSHDB');
  expect([...new Set(told)]).toEqual([
    '0 one',
    '0 large',
    '0 two',
    '1 three',
    `0 dropped ${RELEASE_FLUSH}`,
  ]);
  harness.finish();
});
