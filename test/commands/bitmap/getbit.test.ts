import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'GETBIT k 0', reply: ':0\r\n', values: { k: undefined } },
  { given: ['SET k a'], call: 'GETBIT k 1', reply: ':1\r\n' },
  { given: ['SET k a'], call: 'GETBIT k 0', reply: ':0\r\n' },
  { given: ['SET k a'], call: 'GETBIT k 8', reply: ':0\r\n' },
  { given: ['SET k 12'], call: 'GETBIT k 15', reply: ':0\r\n' },
  { given: ['SET k 12'], call: 'GETBIT k 14', reply: ':1\r\n', encodings: { k: 'int' } },
  { given: ['SETBIT k 4294967295 1'], call: 'GETBIT k 4294967295', reply: ':1\r\n' },
  { given: ['SETBIT k 4294967295 1'], call: 'GETBIT k 3000000000', reply: ':0\r\n' },
  { call: 'GETBIT k 4294967296', reply: '-ERR bit offset is not an integer or out of range' },
  { call: 'GETBIT k -1', reply: '-ERR bit offset is not an integer or out of range' },
  { call: 'GETBIT k x', reply: '-ERR bit offset is not an integer or out of range' },
]);
