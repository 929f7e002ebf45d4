import { expect, test } from 'vitest';
import { replicationFields } from '../../../../src/server/info/replication-section.js';

test('a server that is alone is a primary without replicas', () => {
  const fields = new Map(
    replicationFields({ replicationId: 'f'.repeat(40), backlogSizeBytes: 1_048_576 }),
  );
  expect(fields.get('role')).toBe('master');
  expect(fields.get('connected_slaves')).toBe(0);
  expect(fields.get('master_replid')).toBe('f'.repeat(40));
  expect(fields.get('repl_backlog_size')).toBe(1_048_576);
});
