import { expect, test } from 'vitest';
import { clientsFields } from '../../../../src/server/info/clients-section.js';

test('clients, their limit and what they wait for', () => {
  const fields = new Map(
    clientsFields({
      count: 3,
      maxclients: 100,
      inputPeakBytes: 12,
      outputPeakBytes: 34,
      blockedCount: 1,
    }),
  );
  expect(fields.get('connected_clients')).toBe(3);
  expect(fields.get('maxclients')).toBe(100);
  expect(fields.get('client_recent_max_input_buffer')).toBe(12);
  expect(fields.get('client_recent_max_output_buffer')).toBe(34);
  expect(fields.get('blocked_clients')).toBe(1);
});
