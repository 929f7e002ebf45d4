import { expect, test } from 'vitest';
import { slowServer } from '../../support/slow-server.js';
import { TestServer } from '../../support/test-server.js';

test('LATENCY DOCTOR says when nothing is measured', async () => {
  await using server = await TestServer.start({}, 3);
  expect(await server.call('LATENCY', 'DOCTOR')).toContain('latency-monitor-threshold');
});

test('LATENCY DOCTOR reports spikes', async () => {
  await using server = await slowServer();
  const report = await server.call('LATENCY', 'DOCTOR');
  expect(report).toMatch(/1\. command: \d+ latency spikes \(average \d+ms/);
});
