import { expect, test } from 'vitest';
import { StringRuns } from '../../../src/keyspace/string-runs.js';
import { CommandHarness } from '../../support/command-harness.js';

const KEY = Buffer.from('k');

/** What the runs of the string at k spell, holes as zeros. */
function spell(harness: CommandHarness, runs: StringRuns): { text: string; holes: number } {
  harness.db.find(KEY, 0, 1);
  runs.open(harness.db);
  const parts: Buffer[] = [];
  let holes = 0;
  for (let at = 0; at < runs.length; ) {
    const size = runs.seek(at);
    if (runs.isHole) holes += size;
    else {
      expect(runs.end - runs.start).toBe(size);
      const words = Buffer.from(runs.words.buffer, runs.words.byteOffset);
      const bytes = Buffer.from(runs.bytes.subarray(runs.start, runs.end));
      expect(words.subarray(runs.start, runs.end).equals(bytes)).toBe(true);
    }
    parts.push(
      runs.isHole ? Buffer.alloc(size) : Buffer.from(runs.bytes.subarray(runs.start, runs.end)),
    );
    at += size;
  }
  return { text: Buffer.concat(parts).toString('latin1'), holes };
}

test('the runs of every encoding spell the string', () => {
  const harness = new CommandHarness();
  const runs = new StringRuns();
  for (const value of [
    '12',
    '-9223372036854775808',
    'text',
    'x'.repeat(900),
    'abc'.repeat(40_000),
  ]) {
    harness.call('SET', 'k', value);
    expect(spell(harness, runs)).toEqual({ text: value, holes: 0 });
  }
  harness.finish();
});

test('absent pages are holes', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  harness.call('SETRANGE', 'k', '20000', 'end');
  expect(spell(harness, new StringRuns())).toEqual({
    text: `${'\0'.repeat(20_000)}end`,
    holes: 16_384,
  });
  harness.finish();
});
