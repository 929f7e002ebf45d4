import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'INCRBY k 5', reply: ':5\r\n', dirty: 1 },
  { given: ['SET k 10 EX 10'], call: 'INCRBY k -3', reply: ':7\r\n', ttlsMs: { k: 10_000 } },
  { given: ['SET k 1'], call: 'INCRBY k 9223372036854775806', reply: ':9223372036854775807\r\n' },
  {
    given: ['SET k 2'],
    call: 'INCRBY k 9223372036854775806',
    reply: '-ERR increment or decrement would overflow',
    values: { k: '2' },
  },
  {
    given: ['SET k -1'],
    call: 'INCRBY k -9223372036854775808',
    reply: '-ERR increment or decrement would overflow',
  },
  { call: 'INCRBY k 9223372036854775808', reply: '-ERR value is not an integer or out of range' },
  {
    call: 'INCRBY k 1.5',
    reply: '-ERR value is not an integer or out of range',
    values: { k: undefined },
  },
  { given: ['SET k x'], call: 'INCRBY k 1', reply: '-ERR value is not an integer or out of range' },
]);
