import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'DECRBY k 5', reply: ':-5\r\n', dirty: 1 },
  { given: ['SET k 10 EX 10'], call: 'DECRBY k -3', reply: ':13\r\n', ttlsMs: { k: 10_000 } },
  { given: ['SET k -2'], call: 'DECRBY k 9223372036854775806', reply: ':-9223372036854775808\r\n' },
  {
    given: ['SET k -3'],
    call: 'DECRBY k 9223372036854775806',
    reply: '-ERR increment or decrement would overflow',
    values: { k: '-3' },
  },
  { call: 'DECRBY k -9223372036854775808', reply: '-ERR decrement would overflow' },
  { call: 'DECRBY k x', reply: '-ERR value is not an integer or out of range' },
]);
