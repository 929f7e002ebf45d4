import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'PERSIST a', reply: ':0\r\n', dirty: 0 },
  { given: ['SET a x'], call: 'PERSIST a', reply: ':0\r\n', dirty: 0 },
  { given: ['SET a x EX 9'], call: 'PERSIST a', reply: ':1\r\n', ttlsMs: { a: -1 }, dirty: 1 },
  {
    given: [['SET', 'a', 'x'.repeat(5000), 'EX', '9']],
    call: 'PERSIST a',
    reply: ':1\r\n',
    values: { a: 'x'.repeat(5000) },
    ttlsMs: { a: -1 },
  },
]);

testRefusal(['SET a x EX 9'], 'PERSIST a');
