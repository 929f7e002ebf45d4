import { expect, test } from 'vitest';
import { systemProcess } from '../../../src/platform/process-information.js';

test('figures are those of this process', () => {
  expect(systemProcess.processId).toBe(process.pid);
  expect(systemProcess.residentBytes()).toBeGreaterThan(10_000_000);
  expect(systemProcess.machineMemoryBytes).toBeGreaterThan(systemProcess.residentBytes());
  const { heapUsedBytes, heapTotalBytes } = systemProcess.engineMemory();
  expect(heapUsedBytes).toBeLessThanOrEqual(heapTotalBytes);
  expect(systemProcess.system.split(' ')).toHaveLength(3);
});

test('processor time grows with work', () => {
  const before = systemProcess.cpuTimes().user;
  const untilMs = performance.now() + 60;
  while (performance.now() < untilMs);
  expect(systemProcess.cpuTimes().user).toBeGreaterThan(before);
});
