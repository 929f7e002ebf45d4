import { expect, test } from 'vitest';
import { slowServer } from '../../support/slow-server.js';

test('LATENCY GRAPH draws the samples of an event', async () => {
  await using server = await slowServer();
  const lines = (await server.text('LATENCY', 'GRAPH', 'command')).replace(/^txt:/, '').split('\n');
  expect(lines[0]).toMatch(/^command - high \d+ ms, low \d+ ms \(all time high \d+ ms\)$/);
  expect(lines[1]).toBe('-'.repeat(80));
  expect(lines.slice(2).join('')).toContain('#');
});

test('LATENCY GRAPH needs samples', async () => {
  await using server = await slowServer();
  expect(await server.call('LATENCY', 'GRAPH', 'foo')).toBe(
    "-ERR No samples available for event 'foo'\r\n",
  );
});
