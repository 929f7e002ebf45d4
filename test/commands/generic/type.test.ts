import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'TYPE a', reply: '+none\r\n' },
  { given: ['SET a 1'], call: 'TYPE a', reply: '+string\r\n' },
  { given: ['SET a x'], call: 'TYPE a', reply: '+string\r\n' },
  { given: [['SET', 'a', 'x'.repeat(5000)]], call: 'TYPE a', reply: '+string\r\n' },
]);
