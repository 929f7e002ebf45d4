import { testCases } from '../../support/command-cases.js';

const FOOBAR = ['SET k foobar'];

testCases([
  { call: 'BITCOUNT k', reply: ':0\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k', reply: ':26\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k 0 0', reply: ':4\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k 1 1 BYTE', reply: ':6\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k -2 -1', reply: ':7\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k 5 30 BIT', reply: ':17\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k 2 3 bit', reply: ':1\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k -3 -5 BIT', reply: ':0\r\n' },
  { given: FOOBAR, call: 'BITCOUNT k 3 1', reply: ':0\r\n' },
  { given: ['SET k 12'], call: 'BITCOUNT k', reply: ':6\r\n' },
  {
    given: [['SET', 'k', Buffer.alloc(50_000, 0xff)]],
    call: 'BITCOUNT k 9 -2',
    reply: ':399920\r\n',
  },
  { given: FOOBAR, call: 'BITCOUNT k 1', reply: '-ERR syntax error' },
  { given: FOOBAR, call: 'BITCOUNT k 1 2 BITS', reply: '-ERR syntax error' },
  { call: 'BITCOUNT k 0 x', reply: '-ERR value is not an integer or out of range' },
]);
