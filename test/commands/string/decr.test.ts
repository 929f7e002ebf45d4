import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'DECR k', reply: ':-1\r\n', values: { k: '-1' }, encodings: { k: 'int' }, dirty: 1 },
  { given: ['SET k 10 EX 10'], call: 'DECR k', reply: ':9\r\n', ttlsMs: { k: 10_000 } },
  {
    given: ['SET k -9223372036854775808'],
    call: 'DECR k',
    reply: '-ERR increment or decrement would overflow',
  },
  {
    given: ['SET k x'],
    call: 'DECR k',
    reply: '-ERR value is not an integer or out of range',
    values: { k: 'x' },
  },
]);
