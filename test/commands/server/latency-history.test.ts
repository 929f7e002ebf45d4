import { expect, test } from 'vitest';
import { slowServer } from '../../support/slow-server.js';

test('LATENCY HISTORY shows seconds and milliseconds of an event', async () => {
  await using server = await slowServer();
  expect(await server.call('LATENCY', 'HISTORY', 'command')).toMatch(
    /^\*\d+\r\n(\*2\r\n:\d{10}\r\n:[1-9]\d*\r\n)+$/,
  );
  expect(await server.call('LATENCY', 'HISTORY', 'unknown')).toBe('*0\r\n');
});
