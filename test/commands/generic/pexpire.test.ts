import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'PEXPIRE a 5000', reply: ':0\r\n', dirty: 0 },
  { given: ['SET a x'], call: 'PEXPIRE a 5000', reply: ':1\r\n', ttlsMs: { a: 5000 }, dirty: 1 },
  { given: ['SET a x EX 9'], call: 'PEXPIRE a 5000', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  {
    given: [['SET', 'a', 'x'.repeat(5000)]],
    call: 'PEXPIRE a 5000',
    reply: ':1\r\n',
    values: { a: 'x'.repeat(5000) },
    ttlsMs: { a: 5000 },
  },
  { given: ['SET a x'], call: 'PEXPIRE a 0', reply: ':1\r\n', values: { a: undefined }, dirty: 1 },
  { given: ['SET a x'], call: 'PEXPIRE a -1', reply: ':1\r\n', values: { a: undefined } },
  { given: ['SET a x'], call: 'PEXPIRE a 5000 NX', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'PEXPIRE a 5000 nx', reply: ':0\r\n', ttlsMs: { a: 9000 } },
  { given: ['SET a x'], call: 'PEXPIRE a 5000 XX', reply: ':0\r\n', ttlsMs: { a: -1 } },
  { given: ['SET a x EX 9'], call: 'PEXPIRE a 5000 XX', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'PEXPIRE a 5000 GT', reply: ':0\r\n', ttlsMs: { a: -1 } },
  { given: ['SET a x EX 5'], call: 'PEXPIRE a 5000 GT', reply: ':0\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 4'], call: 'PEXPIRE a 5000 GT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'PEXPIRE a 5000 LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 5'], call: 'PEXPIRE a 5000 LT', reply: ':0\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'PEXPIRE a 5000 LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x EX 9'], call: 'PEXPIRE a 5000 XX LT', reply: ':1\r\n', ttlsMs: { a: 5000 } },
  { given: ['SET a x'], call: 'PEXPIRE a -1 XX', reply: ':0\r\n', values: { a: 'x' } },
  {
    given: ['SET a x'],
    call: 'PEXPIRE a 5000 NX XX',
    reply: '-ERR NX and XX, GT or LT options at the same time are not compatible',
  },
  {
    given: ['SET a x'],
    call: 'PEXPIRE a 5000 GT LT',
    reply: '-ERR GT and LT options at the same time are not compatible',
  },
  { call: 'PEXPIRE a x foo', reply: '-ERR Unsupported option foo' },
  { call: 'PEXPIRE a x', reply: '-ERR value is not an integer or out of range' },
  { call: 'PEXPIRE a 1.5', reply: '-ERR value is not an integer or out of range' },
  {
    given: ['SET a x'],
    call: 'PEXPIRE a 9223372036854775807',
    reply: "-ERR invalid expire time in 'pexpire' command",
    ttlsMs: { a: -1 },
  },
]);

testRefusal(['SET a x'], 'PEXPIRE a 5000');
