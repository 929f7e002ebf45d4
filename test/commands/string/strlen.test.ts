import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'STRLEN k', reply: ':0\r\n' },
  { given: ['SET k hello'], call: 'STRLEN k', reply: ':5\r\n' },
  { given: ['SET k -1234'], call: 'STRLEN k', reply: ':5\r\n' },
  { given: ['SET k -9223372036854775808'], call: 'STRLEN k', reply: ':20\r\n' },
  { given: [['SET', 'k', 'x'.repeat(300)]], call: 'STRLEN k', reply: ':300\r\n' },
  { given: ['SETRANGE k 99999 x'], call: 'STRLEN k', reply: ':100000\r\n' },
]);
