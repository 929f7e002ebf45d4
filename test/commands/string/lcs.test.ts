import { testCases } from '../../support/command-cases.js';

const PAIR = ['MSET a ohmytext b mynewtext'];

testCases([
  { call: 'LCS a b', reply: '$0\r\n\r\n' },
  { given: PAIR, call: 'LCS a b', reply: '$6\r\nmytext\r\n' },
  { given: PAIR, call: 'LCS a b LEN', reply: ':6\r\n' },
  {
    given: PAIR,
    call: 'LCS a b IDX',
    reply:
      '*4\r\n$7\r\nmatches\r\n*2\r\n*2\r\n*2\r\n:4\r\n:7\r\n*2\r\n:5\r\n:8\r\n' +
      '*2\r\n*2\r\n:2\r\n:3\r\n*2\r\n:0\r\n:1\r\n$3\r\nlen\r\n:6\r\n',
  },
  {
    given: PAIR,
    call: 'LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN',
    reply:
      '%2\r\n$7\r\nmatches\r\n*1\r\n*3\r\n*2\r\n:4\r\n:7\r\n*2\r\n:5\r\n:8\r\n:4\r\n' +
      '$3\r\nlen\r\n:6\r\n',
    options: { resp: 3 },
  },
  { given: ['MSET a 1234 b 1324'], call: 'LCS a b', reply: '$3\r\n134\r\n' },
  {
    call: 'LCS a b LEN IDX',
    reply: '-ERR If you want both the length and indexes, please just use IDX.',
  },
  { call: 'LCS a b FOO', reply: '-ERR syntax error' },
  { call: 'LCS a b MINMATCHLEN', reply: '-ERR syntax error' },
  { call: 'LCS a b MINMATCHLEN x', reply: '-ERR value is not an integer or out of range' },
  {
    given: PAIR,
    call: 'LCS a b',
    reply: '-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len',
    options: { stringBytesMax: 300 },
  },
]);
