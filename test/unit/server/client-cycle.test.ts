import { expect, test } from 'vitest';
import type { Client } from '../../../src/server/client.js';
import { ClientCycle } from '../../../src/server/client-cycle.js';

function clientsOf(count: number) {
  const clients = Array.from({ length: count }, (_, id) => ({
    id,
    queryBytes: id,
    outputBytes: id * 2,
    replyPeakBytes: 9,
  })) as unknown as Client[];
  const visits: number[] = [];
  const care = {
    count,
    values: () => clients.values(),
    checkIdle: (client: Client) => visits.push(client.id),
    checkOutput: () => {},
  };
  return { clients, visits, cycle: new ClientCycle(care) };
}

test('all clients are seen about once a second, a share at a time', () => {
  const { visits, cycle } = clientsOf(1000);
  cycle.run(0);
  expect(visits.length).toBe(100);
  for (let i = 1; i <= 10; i++) cycle.run(i * 100);
  expect(new Set(visits).size).toBe(1000);
});

test('of few clients each cycle sees five', () => {
  const { visits, cycle } = clientsOf(12);
  for (let i = 0; i < 3; i++) cycle.run(i * 100);
  expect(new Set(visits).size).toBe(12);
  const none = clientsOf(0);
  none.cycle.run(0);
  expect(none.visits).toEqual([]);
});

test('peaks are those of the last eight seconds', () => {
  const { clients, cycle } = clientsOf(5);
  cycle.run(10_000);
  expect([cycle.inputPeakBytes, cycle.outputPeakBytes]).toEqual([4, 8]);
  for (const client of clients) Object.assign(client, { queryBytes: 1, outputBytes: 1 });
  for (let ms = 10_100; ms < 18_000; ms += 100) cycle.run(ms);
  expect(cycle.inputPeakBytes).toBe(4);
  for (let ms = 18_000; ms < 19_000; ms += 100) cycle.run(ms);
  expect([cycle.inputPeakBytes, cycle.outputPeakBytes]).toEqual([1, 1]);
  expect(clients.map((client) => client.replyPeakBytes)).toEqual([0, 0, 0, 0, 0]);
});
