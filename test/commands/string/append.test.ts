import { expect, test } from 'vitest';
import { testCases, testRefusal } from '../../support/command-cases.js';
import { CommandHarness, paged } from '../../support/command-harness.js';
import { Prng } from '../../support/prng.js';

testCases([
  { call: 'APPEND k 12', reply: ':2\r\n', values: { k: '12' }, encodings: { k: 'int' }, dirty: 1 },
  { given: ['SET k 12'], call: 'APPEND k 3', reply: ':3\r\n', encodings: { k: 'raw' } },
  {
    given: ['SET k v EX 10'],
    call: 'APPEND k w',
    reply: ':2\r\n',
    values: { k: 'vw' },
    encodings: { k: 'raw' },
    ttlsMs: { k: 10_000 },
    dirty: 1,
  },
  { given: ['SET k v'], call: ['APPEND', 'k', ''], reply: ':1\r\n', encodings: { k: 'raw' } },
  {
    given: [['SET', 'k', 'x'.repeat(900)]],
    call: ['APPEND', 'k', 'y'.repeat(200)],
    reply: ':1100\r\n',
    values: { k: 'x'.repeat(900) + 'y'.repeat(200) },
  },
  {
    given: ['SET k 123456'],
    call: 'APPEND k 78901',
    reply: '-ERR string exceeds maximum allowed size (proto-max-bulk-len)',
    values: { k: '123456' },
    options: { stringBytesMax: 10 },
  },
]);

test('appending piece by piece gives the whole, at every length', () => {
  const seed = 7_001;
  const prng = new Prng(seed);
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  let expected = '';
  while (expected.length < 60_000) {
    const size = prng.integer(0, prng.chance(0.9) ? 150 : 9000);
    const piece = String.fromCharCode(97 + prng.integer(0, 25)).repeat(size);
    expected += piece;
    const word = prng.chance(0.3) ? paged(piece) : piece;
    expect(harness.call('APPEND', 'k', word), `seed ${seed}`).toBe(`:${expected.length}\r\n`);
    if (expected.length < 5000 || prng.chance(0.05)) expect(harness.value('k')).toBe(expected);
  }
  expect(harness.value('k')).toBe(expected);
  harness.finish();
});

testRefusal([['SET', 'k', 'x'.repeat(5000)]], ['APPEND', 'k', 'y'.repeat(30_000)]);
testRefusal(['SET k 12 EX 10'], ['APPEND', 'k', 'y'.repeat(30_000)]);
