import { expect, test } from 'vitest';
import { slowServer } from '../../support/slow-server.js';

test('LATENCY RESET forgets events by name', async () => {
  await using server = await slowServer();
  expect(await server.call('LATENCY', 'RESET', 'unknown', 'command')).toBe(':1\r\n');
  expect(await server.call('LATENCY', 'LATEST')).toBe('*0\r\n');
  expect(await server.call('LATENCY', 'RESET', 'command')).toBe(':0\r\n');
});

test('LATENCY RESET without a name forgets all events', async () => {
  await using server = await slowServer();
  expect(await server.call('LATENCY', 'RESET')).toBe(':1\r\n');
  expect(await server.call('LATENCY', 'HISTORY', 'command')).toBe('*0\r\n');
});
