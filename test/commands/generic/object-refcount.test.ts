import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'OBJECT REFCOUNT a', reply: '$-1\r\n' },
  { given: ['SET a x'], call: 'OBJECT REFCOUNT a', reply: ':1\r\n' },
  { given: ['SET a 1'], call: 'OBJECT REFCOUNT a', reply: ':1\r\n' },
]);
