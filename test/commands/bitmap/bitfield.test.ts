import { testCases, testRefusal } from '../../support/command-cases.js';

const INVALID_TYPE =
  '-ERR Invalid bitfield type. Use something like i16 u8. ' +
  'Note that u64 is not supported but i64 is.';

testCases([
  { call: 'BITFIELD k', reply: '*0\r\n', values: { k: undefined } },
  { call: 'BITFIELD k GET u8 0', reply: '*1\r\n:0\r\n', values: { k: undefined } },
  { given: ['SET k ab'], call: 'BITFIELD k GET u8 #1 GET u4 0', reply: '*2\r\n:98\r\n:6\r\n' },
  { given: ['SET k ab'], call: 'BITFIELD k GET i16 8', reply: '*1\r\n:25088\r\n' },
  { given: ['SET k a'], call: 'BITFIELD k GET i2 1', reply: '*1\r\n:-1\r\n' },
  {
    given: ['SET k 1 EX 10'],
    call: 'BITFIELD k SET u8 8 255 GET u8 8',
    reply: '*2\r\n:0\r\n:255\r\n',
    values: { k: '1\xff' },
    encodings: { k: 'raw' },
    ttlsMs: { k: 10_000 },
    dirty: 1,
  },
  { given: ['SET k a'], call: 'BITFIELD k SET u8 0 97', reply: '*1\r\n:97\r\n', dirty: 0 },
  { call: 'BITFIELD k INCRBY i5 100 1', reply: '*1\r\n:1\r\n', dirty: 1 },
  { call: 'BITFIELD k SET i64 0 -9223372036854775808', reply: '*1\r\n:0\r\n' },
  { call: 'BITFIELD k SET u8 0 255 INCRBY u8 0 2', reply: '*2\r\n:0\r\n:1\r\n' },
  { call: 'BITFIELD k OVERFLOW SAT INCRBY u8 0 300', reply: '*1\r\n:255\r\n' },
  { call: 'BITFIELD k OVERFLOW SAT INCRBY i8 0 -300', reply: '*1\r\n:-128\r\n' },
  { call: 'BITFIELD k OVERFLOW SAT SET i8 0 -300 GET i8 0', reply: '*2\r\n:0\r\n:-128\r\n' },
  {
    call: 'BITFIELD k OVERFLOW SAT SET i8 0 -9223372036854775808 GET i8 0',
    reply: '*2\r\n:0\r\n:127\r\n',
  },
  { call: 'BITFIELD k OVERFLOW FAIL INCRBY u8 0 256', reply: '*1\r\n$-1\r\n', values: { k: '\0' } },
  { call: 'BITFIELD k OVERFLOW FAIL SET u8 0 -1', reply: '*1\r\n$-1\r\n' },
  { call: 'BITFIELD k SET u8 0 -1', reply: '*1\r\n:0\r\n', values: { k: '\xff' } },
  { call: 'BITFIELD k GET u64 0', reply: INVALID_TYPE },
  { call: 'BITFIELD k GET i65 0', reply: INVALID_TYPE },
  { call: 'BITFIELD k GET u0 0', reply: INVALID_TYPE },
  { call: 'BITFIELD k GET x8 0', reply: INVALID_TYPE },
  { call: ['BITFIELD', 'k', 'GET', '', '0'], reply: INVALID_TYPE },
  { call: 'BITFIELD k GET u8 -1', reply: '-ERR bit offset is not an integer or out of range' },
  { call: 'BITFIELD k GET u8 #-1', reply: '-ERR bit offset is not an integer or out of range' },
  {
    call: 'BITFIELD k GET u8 4294967296',
    reply: '-ERR bit offset is not an integer or out of range',
  },
  {
    call: 'BITFIELD k GET u8 #536870912',
    reply: '-ERR bit offset is not an integer or out of range',
  },
  { call: 'BITFIELD k OVERFLOW NONE', reply: '-ERR Invalid OVERFLOW type specified' },
  { call: 'BITFIELD k SET u8 0 x', reply: '-ERR value is not an integer or out of range' },
  { call: 'BITFIELD k SET u8 0 1 GET u8', reply: '-ERR syntax error', values: { k: undefined } },
  { call: 'BITFIELD k FOO', reply: '-ERR syntax error' },
]);

testRefusal(['SET k 1 EX 10'], 'BITFIELD k SET u8 0 1 SET u8 100000 1 SET u8 400000 1');
testRefusal(['SETBIT k 800000 1'], 'BITFIELD k SET u16 98300 65535');
