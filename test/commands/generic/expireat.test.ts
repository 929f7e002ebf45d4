import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'EXPIREAT a 1700000005', reply: ':0\r\n', dirty: 0 },
  {
    given: ['SET a x'],
    call: 'EXPIREAT a 1700000005',
    reply: ':1\r\n',
    ttlsMs: { a: 5000 },
    dirty: 1,
  },
  { given: ['SET a x EX 9'], call: 'EXPIREAT a 1700000005', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  {
    given: [['SET', 'a', 'x'.repeat(5000)]],
    call: 'EXPIREAT a 1700000005',
    reply: ':1\r\n',
    values: { a: 'x'.repeat(5000) },
    ttlsMs: { a: 5000 },
  },
  {
    given: ['SET a x'],
    call: 'EXPIREAT a 1700000000',
    reply: ':1\r\n',
    values: { a: undefined },
    dirty: 1,
  },
  { given: ['SET a x'], call: 'EXPIREAT a -1', reply: ':1\r\n', values: { a: undefined } },
  { given: ['SET a x'], call: 'EXPIREAT a 1700000005 NX', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  {
    given: ['SET a x EX 9'],
    call: 'EXPIREAT a 1700000005 nx',
    reply: ':0\r\n',
    ttlsMs: { a: 9000 },
  },
  { given: ['SET a x'], call: 'EXPIREAT a 1700000005 XX', reply: ':0\r\n', ttlsMs: { a: -1 } },
  {
    given: ['SET a x EX 9'],
    call: 'EXPIREAT a 1700000005 XX',
    reply: ':1\r\n',
    ttlsMs: { a: 5000 },
  },
  { given: ['SET a x'], call: 'EXPIREAT a 1700000005 GT', reply: ':0\r\n', ttlsMs: { a: -1 } },
  {
    given: ['SET a x EX 5'],
    call: 'EXPIREAT a 1700000005 GT',
    reply: ':0\r\n',
    ttlsMs: { a: 5000 },
  },
  {
    given: ['SET a x EX 4'],
    call: 'EXPIREAT a 1700000005 GT',
    reply: ':1\r\n',
    ttlsMs: { a: 5000 },
  },
  { given: ['SET a x'], call: 'EXPIREAT a 1700000005 LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  {
    given: ['SET a x EX 5'],
    call: 'EXPIREAT a 1700000005 LT',
    reply: ':0\r\n',
    ttlsMs: { a: 5000 },
  },
  {
    given: ['SET a x EX 9'],
    call: 'EXPIREAT a 1700000005 LT',
    reply: ':1\r\n',
    ttlsMs: { a: 5000 },
  },
  {
    given: ['SET a x EX 9'],
    call: 'EXPIREAT a 1700000005 XX LT',
    reply: ':1\r\n',
    ttlsMs: { a: 5000 },
  },
  { given: ['SET a x'], call: 'EXPIREAT a -1 XX', reply: ':0\r\n', values: { a: 'x' } },
  {
    given: ['SET a x'],
    call: 'EXPIREAT a 1700000005 NX XX',
    reply: '-ERR NX and XX, GT or LT options at the same time are not compatible',
  },
  {
    given: ['SET a x'],
    call: 'EXPIREAT a 1700000005 GT LT',
    reply: '-ERR GT and LT options at the same time are not compatible',
  },
  { call: 'EXPIREAT a x foo', reply: '-ERR Unsupported option foo' },
  { call: 'EXPIREAT a x', reply: '-ERR value is not an integer or out of range' },
  { call: 'EXPIREAT a 1.5', reply: '-ERR value is not an integer or out of range' },
  {
    given: ['SET a x'],
    call: 'EXPIREAT a 9223372036854775807',
    reply: "-ERR invalid expire time in 'expireat' command",
    ttlsMs: { a: -1 },
  },
]);

testRefusal(['SET a x'], 'EXPIREAT a 1700000005');
