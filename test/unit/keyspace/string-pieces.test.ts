import { expect, test } from 'vitest';
import { visitString } from '../../../src/keyspace/string-pieces.js';
import { CommandHarness } from '../../support/command-harness.js';

function collect(harness: CommandHarness, key: string): string {
  harness.value(key);
  let text = '';
  visitString(harness.db, (bytes, start, end) => {
    text += Buffer.from(bytes.subarray(start, end)).toString('latin1');
  });
  return text;
}

test.each(['', '12', '9223372036854775807', 'abc', 'x'.repeat(300), 'xyz'.repeat(50_000)])(
  'the pieces make up the string, case %#',
  (value) => {
    const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
    harness.call('SET', 'a', value);
    expect(collect(harness, 'a')).toBe(value);
  },
);

test('absent pages are zeros, also of pages larger than the zeros at hand', () => {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 1_048_576 } });
  harness.call('SETRANGE', 'a', '2500000', 'x');
  expect(collect(harness, 'a')).toBe(`${'\0'.repeat(2_500_000)}x`);
});
