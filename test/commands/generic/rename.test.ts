import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'RENAME a b', reply: '-ERR no such key' },
  { call: 'RENAME a a', reply: '-ERR no such key' },
  { given: ['SET a x'], call: 'RENAME a a', reply: '+OK\r\n', values: { a: 'x' }, dirty: 0 },
  {
    given: ['SET a x'],
    call: 'RENAME a b',
    reply: '+OK\r\n',
    values: { a: undefined, b: 'x' },
    ttlsMs: { b: -1 },
    dirty: 1,
  },
  {
    given: ['SET a 7 EX 9'],
    call: 'RENAME a b',
    reply: '+OK\r\n',
    values: { b: '7' },
    ttlsMs: { b: 9000 },
  },
  {
    given: [['SET', 'a', 'x'.repeat(70_000)]],
    call: ['RENAME', 'a', 'k'.repeat(3000)],
    reply: '+OK\r\n',
    values: { a: undefined, ['k'.repeat(3000)]: 'x'.repeat(70_000) },
  },
  {
    given: ['SET a x', ['SET', 'b', 'y'.repeat(5000), 'EX', '9']],
    call: 'RENAME a b',
    reply: '+OK\r\n',
    values: { a: undefined, b: 'x' },
    ttlsMs: { b: -1 },
  },
]);

const longKey = 'k'.repeat(1500);
testRefusal(['SET a x'], ['RENAME', 'a', longKey]);
testRefusal([['SET', 'a', 'x'.repeat(50_000), 'EX', '9']], ['RENAME', 'a', longKey]);
testRefusal([['SET', 'k'.repeat(40), 'y'], 'SET a x EX 9'], ['RENAME', 'a', 'k'.repeat(40)]);
