import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'RENAMENX a b', reply: '-ERR no such key' },
  { call: 'RENAMENX a a', reply: '-ERR no such key' },
  { given: ['SET a x'], call: 'RENAMENX a a', reply: ':0\r\n', values: { a: 'x' }, dirty: 0 },
  {
    given: ['SET a x'],
    call: 'RENAMENX a b',
    reply: ':1\r\n',
    values: { a: undefined, b: 'x' },
    ttlsMs: { b: -1 },
    dirty: 1,
  },
  {
    given: ['SET a 7 EX 9'],
    call: 'RENAMENX a b',
    reply: ':1\r\n',
    values: { b: '7' },
    ttlsMs: { b: 9000 },
  },
  {
    given: [['SET', 'a', 'x'.repeat(70_000)]],
    call: ['RENAMENX', 'a', 'k'.repeat(3000)],
    reply: ':1\r\n',
    values: { a: undefined, ['k'.repeat(3000)]: 'x'.repeat(70_000) },
  },
  {
    given: ['SET a x', ['SET', 'b', 'y'.repeat(5000), 'EX', '9']],
    call: 'RENAMENX a b',
    reply: ':0\r\n',
    values: { a: 'x', b: 'y'.repeat(5000) },
    ttlsMs: { b: 9000 },
    dirty: 0,
  },
]);

const longKey = 'k'.repeat(1500);
testRefusal(['SET a x'], ['RENAMENX', 'a', longKey]);
testRefusal([['SET', 'a', 'x'.repeat(50_000), 'EX', '9']], ['RENAMENX', 'a', longKey]);
