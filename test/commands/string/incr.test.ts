import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'INCR k', reply: ':1\r\n', values: { k: '1' }, encodings: { k: 'int' }, dirty: 1 },
  { given: ['SET k 127 EX 10'], call: 'INCR k', reply: ':128\r\n', ttlsMs: { k: 10_000 } },
  { given: ['SET k -1'], call: 'INCR k', reply: ':0\r\n' },
  { given: ['SET k 9007199254740991'], call: 'INCR k', reply: ':9007199254740992\r\n' },
  { given: ['SET k 1', 'APPEND k 0'], call: 'INCR k', reply: ':11\r\n', encodings: { k: 'int' } },
  {
    given: ['SET k 9223372036854775807'],
    call: 'INCR k',
    reply: '-ERR increment or decrement would overflow',
    values: { k: '9223372036854775807' },
  },
  { given: ['SET k 01'], call: 'INCR k', reply: '-ERR value is not an integer or out of range' },
  {
    given: ['SETRANGE k 5000 1'],
    call: 'INCR k',
    reply: '-ERR value is not an integer or out of range',
  },
]);
