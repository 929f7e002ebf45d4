import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'SETNX k v', reply: ':1\r\n', values: { k: 'v' }, dirty: 1 },
  {
    given: ['SET k v EX 10'],
    call: 'SETNX k w',
    reply: ':0\r\n',
    values: { k: 'v' },
    ttlsMs: { k: 10_000 },
    dirty: 0,
  },
]);

testRefusal([], ['SETNX', 'k', 'y'.repeat(30_000)]);
