import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'MGET k', reply: '*1\r\n$-1\r\n' },
  {
    given: ['SET a 1', 'SET b x'],
    call: 'MGET a no b a',
    reply: '*4\r\n$1\r\n1\r\n$-1\r\n$1\r\nx\r\n$1\r\n1\r\n',
  },
  { call: 'MGET k', reply: '*1\r\n_\r\n', options: { resp: 3 } },
]);
