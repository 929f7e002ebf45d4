import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'GET k', reply: '$-1\r\n' },
  { call: 'GET k', reply: '_\r\n', options: { resp: 3 } },
  { given: ['SET k value'], call: 'GET k', reply: '$5\r\nvalue\r\n' },
  { given: ['SET k -12'], call: 'GET k', reply: '$3\r\n-12\r\n' },
  { given: ['SET k 9223372036854775807'], call: 'GET k', reply: '$19\r\n9223372036854775807\r\n' },
  { given: ['SET k x'], call: ['GET', 'K'], reply: '$-1\r\n' },
  {
    given: [['SET', 'k', 'x'.repeat(100_000)]],
    call: 'GET k',
    reply: `$100000\r\n${'x'.repeat(100_000)}\r\n`,
  },
]);
