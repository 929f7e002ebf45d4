import { expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';

test('null for an empty database', () => {
  expect(new CommandHarness().call('RANDOMKEY')).toBe('$-1\r\n');
});

test('expired keys are removed and not returned', () => {
  const harness = new CommandHarness();
  for (let i = 0; i < 50; i++) harness.call('SET', `gone:${i}`, 'x', 'PX', '1');
  harness.call('SET', 'there', 'x');
  harness.clock.advanceMs(1);
  for (let i = 0; i < 20; i++) expect(harness.call('RANDOMKEY')).toBe('$5\r\nthere\r\n');
  harness.call('DEL', 'there');
  expect(harness.call('RANDOMKEY')).toBe('$-1\r\n');
  expect(harness.db.size).toBe(0);
  harness.finish();
});

/** Chi-squared of the counts against all being equally likely. */
function chiSquared(counts: readonly number[], draws: number): number {
  const expected = draws / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

// Mean and standard deviation of chi-squared with k - 1 degrees of freedom: k - 1, sqrt(2 (k - 1)).
test.each([
  { keys: 100, draws: 20_000, pageSizeBytes: 32_768 },
  { keys: 3000, draws: 120_000, pageSizeBytes: 4096 },
])('$keys keys are equally likely', ({ keys, draws, pageSizeBytes }) => {
  const harness = new CommandHarness({ memory: { pageSizeBytes }, seed: 11 });
  for (let i = 0; i < keys; i++) harness.call('SET', `${i}`, 'x');
  const counts = Array<number>(keys).fill(0);
  for (let i = 0; i < draws; i++) counts[Number(harness.call('RANDOMKEY').split('\r\n')[1])]!++;
  const deviations = (chiSquared(counts, draws) - (keys - 1)) / Math.sqrt(2 * (keys - 1));
  expect(Math.abs(deviations)).toBeLessThan(5);
  harness.finish();
});
