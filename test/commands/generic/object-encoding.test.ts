import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'OBJECT ENCODING a', reply: '$-1\r\n' },
  { given: ['SET a 12'], call: 'OBJECT ENCODING a', reply: '$3\r\nint\r\n' },
  { given: [['SET', 'a', 'x'.repeat(44)]], call: 'OBJECT ENCODING a', reply: '$6\r\nembstr\r\n' },
  { given: [['SET', 'a', 'x'.repeat(45)]], call: 'OBJECT ENCODING a', reply: '$3\r\nraw\r\n' },
  { given: [['SET', 'a', 'x'.repeat(5000)]], call: 'OBJECT ENCODING a', reply: '$3\r\nraw\r\n' },
]);
