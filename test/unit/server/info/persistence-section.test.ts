import { expect, test } from 'vitest';
import { persistenceFields } from '../../../../src/server/info/persistence-section.js';

test('changes count from the start, and nothing is said of saves that never were', () => {
  const fields = new Map(persistenceFields(42));
  expect(fields.get('rdb_changes_since_last_save')).toBe(42);
  expect([fields.get('loading'), fields.get('aof_enabled')]).toEqual([0, 0]);
  expect(fields.has('rdb_last_save_time')).toBe(false);
  expect(fields.has('rdb_last_bgsave_status')).toBe(false);
});
