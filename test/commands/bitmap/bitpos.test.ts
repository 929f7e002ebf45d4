import { testCases } from '../../support/command-cases.js';

const given = [['SET', 'k', Buffer.from([0xff, 0xf0, 0x00])]];
const full = [['SET', 'k', Buffer.from([0xff, 0xff, 0xff])]];
const large = [['SET', 'k', Buffer.alloc(70_000, 0xff)], 'SETBIT k 480003 0'];
const sparse = ['SETBIT k 800000 1'];

testCases([
  { call: 'BITPOS k 0', reply: ':0\r\n' },
  { call: 'BITPOS k 1', reply: ':-1\r\n' },
  { given, call: 'BITPOS k 0', reply: ':12\r\n' },
  { given, call: 'BITPOS k 1 1', reply: ':8\r\n' },
  { given, call: 'BITPOS k 1 2', reply: ':-1\r\n' },
  { given, call: 'BITPOS k 0 0 0', reply: ':-1\r\n' },
  { given, call: 'BITPOS k 1 7 15 BIT', reply: ':7\r\n' },
  { given, call: 'BITPOS k 0 9 11 BIT', reply: ':-1\r\n' },
  { given, call: 'BITPOS k 0 9 12 BIT', reply: ':12\r\n' },
  { given, call: 'BITPOS k 1 -1 -2', reply: ':-1\r\n' },
  { given: full, call: 'BITPOS k 0', reply: ':24\r\n' },
  { given: full, call: 'BITPOS k 0 1', reply: ':24\r\n' },
  { given: full, call: 'BITPOS k 0 0 -1', reply: ':-1\r\n' },
  { given: full, call: 'BITPOS k 0 5', reply: ':-1\r\n' },
  { given: large, call: 'BITPOS k 0', reply: ':480003\r\n' },
  { given: large, call: 'BITPOS k 0 60001 -1', reply: ':-1\r\n' },
  { given: sparse, call: 'BITPOS k 1', reply: ':800000\r\n' },
  { given: sparse, call: 'BITPOS k 0 40000', reply: ':320000\r\n' },
  { call: 'BITPOS k 2', reply: '-ERR The bit argument must be 1 or 0.' },
  { call: 'BITPOS k x', reply: '-ERR value is not an integer or out of range' },
  { call: 'BITPOS k 1 x', reply: '-ERR value is not an integer or out of range' },
  { call: 'BITPOS k 1 0 1 BITS', reply: '-ERR syntax error' },
  { call: 'BITPOS k 1 0 1 BIT x', reply: '-ERR syntax error' },
]);
