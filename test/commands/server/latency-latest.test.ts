import { expect, test } from 'vitest';
import { textOf } from '../../support/reply-tree.js';
import { slowServer } from '../../support/slow-server.js';

test('LATENCY LATEST shows the newest and the worst sample of each event', async () => {
  await using server = await slowServer();
  const { items } = await server.reply('LATENCY', 'LATEST');
  expect(items).toHaveLength(1);
  const [event, second, newest, worst] = (items[0]?.items ?? []).map(textOf);
  expect(event).toBe('command');
  expect(Math.abs(Number(second) - Date.now() / 1000)).toBeLessThan(60);
  expect(Number(newest)).toBeGreaterThanOrEqual(1);
  expect(Number(worst)).toBeGreaterThanOrEqual(Number(newest));
  await server.call('LATENCY', 'LATEST');
});
