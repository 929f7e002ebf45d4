import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'GETSET k v', reply: '$-1\r\n', values: { k: 'v' }, dirty: 1 },
  {
    given: ['SET k v EX 10'],
    call: 'GETSET k 12',
    reply: '$1\r\nv\r\n',
    values: { k: '12' },
    encodings: { k: 'int' },
    ttlsMs: { k: -1 },
  },
  {
    given: [['SET', 'k', 'x'.repeat(100_000)]],
    call: 'GETSET k v',
    reply: `$100000\r\n${'x'.repeat(100_000)}\r\n`,
    values: { k: 'v' },
  },
]);

testRefusal(['SET k v EX 10'], ['GETSET', 'k', 'y'.repeat(30_000)]);
