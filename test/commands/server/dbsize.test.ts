import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'DBSIZE', reply: ':0\r\n' },
  { given: ['MSET a 1 b 2', 'DEL a'], call: 'DBSIZE', reply: ':1\r\n' },
]);
