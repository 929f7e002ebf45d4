import { testCases } from '../../support/command-cases.js';

const LARGE = 'abcdefghij'.repeat(20_000);

testCases([
  { given: ['SET k hello'], call: 'GETRANGE k 1 3', reply: '$3\r\nell\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k -3 -1', reply: '$3\r\nllo\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k 0 100', reply: '$5\r\nhello\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k -100 0', reply: '$1\r\nh\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k 3 1', reply: '$0\r\n\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k -1 -3', reply: '$0\r\n\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k -5 -7', reply: '$0\r\n\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k 0 -9223372036854775808', reply: '$1\r\nh\r\n' },
  { given: ['SET k hello'], call: 'GETRANGE k 5 9223372036854775807', reply: '$0\r\n\r\n' },
  { given: ['SET k -1234'], call: 'GETRANGE k 0 2', reply: '$3\r\n-12\r\n' },
  { call: 'GETRANGE k 0 2', reply: '$0\r\n\r\n' },
  { call: 'GETRANGE k a 2', reply: '-ERR value is not an integer or out of range' },
  { call: 'GETRANGE k 0 1.5', reply: '-ERR value is not an integer or out of range' },
  {
    given: [['SET', 'k', LARGE]],
    call: 'GETRANGE k 32760 32780',
    reply: '$21\r\nabcdefghijabcdefghija\r\n',
  },
  {
    given: [['SET', 'k', LARGE]],
    call: 'GETRANGE k 10 -11',
    reply: `$199980\r\n${LARGE.slice(10, -10)}\r\n`,
  },
]);
