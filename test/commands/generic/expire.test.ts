import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'EXPIRE a 5', reply: ':0\r\n', dirty: 0 },
  { given: ['SET a x'], call: 'EXPIRE a 5', reply: ':1\r\n', ttlsMs: { a: 5000 }, dirty: 1 },
  { given: ['SET a x EX 9'], call: 'EXPIRE a 5', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  {
    given: [['SET', 'a', 'x'.repeat(5000)]],
    call: 'EXPIRE a 5',
    reply: ':1\r\n',
    values: { a: 'x'.repeat(5000) },
    ttlsMs: { a: 5000 },
  },
  { given: ['SET a x'], call: 'EXPIRE a 0', reply: ':1\r\n', values: { a: undefined }, dirty: 1 },
  { given: ['SET a x'], call: 'EXPIRE a -1', reply: ':1\r\n', values: { a: undefined } },
  { given: ['SET a x'], call: 'EXPIRE a 5 NX', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'EXPIRE a 5 nx', reply: ':0\r\n', ttlsMs: { a: 9000 } },
  { given: ['SET a x'], call: 'EXPIRE a 5 XX', reply: ':0\r\n', ttlsMs: { a: -1 } },
  { given: ['SET a x EX 9'], call: 'EXPIRE a 5 XX', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'EXPIRE a 5 GT', reply: ':0\r\n', ttlsMs: { a: -1 } },
  { given: ['SET a x EX 5'], call: 'EXPIRE a 5 GT', reply: ':0\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 4'], call: 'EXPIRE a 5 GT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'EXPIRE a 5 LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 5'], call: 'EXPIRE a 5 LT', reply: ':0\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'EXPIRE a 5 LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'EXPIRE a 5 XX LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'EXPIRE a -1 XX', reply: ':0\r\n', values: { a: 'x' } },
  {
    given: ['SET a x'],
    call: 'EXPIRE a 5 NX XX',
    reply: '-ERR NX and XX, GT or LT options at the same time are not compatible',
  },
  {
    given: ['SET a x'],
    call: 'EXPIRE a 5 GT LT',
    reply: '-ERR GT and LT options at the same time are not compatible',
  },
  { call: 'EXPIRE a x foo', reply: '-ERR Unsupported option foo' },
  { call: ['EXPIRE', 'a', 'x', 'fo\0o'], reply: '-ERR Unsupported option fo' },
  { call: 'EXPIRE a x', reply: '-ERR value is not an integer or out of range' },
  { call: 'EXPIRE a 1.5', reply: '-ERR value is not an integer or out of range' },
  {
    given: ['SET a x'],
    call: 'EXPIRE a 9223372036854775807',
    reply: "-ERR invalid expire time in 'expire' command",
    ttlsMs: { a: -1 },
  },
]);

testRefusal(['SET a x'], 'EXPIRE a 5');
