import { testCases } from '../../support/command-cases.js';

const INVALID = "-ERR invalid expire time in 'getex' command";
const V = '$1\r\nv\r\n';

testCases([
  { call: 'GETEX k', reply: '$-1\r\n' },
  { call: 'GETEX k EX 10', reply: '$-1\r\n', values: { k: undefined } },
  { given: ['SET k v EX 10'], call: 'GETEX k', reply: V, ttlsMs: { k: 10_000 }, dirty: 0 },
  { given: ['SET k v'], call: 'GETEX k EX 10', reply: V, ttlsMs: { k: 10_000 }, dirty: 1 },
  { given: ['SET k v EX 10'], call: 'GETEX k PX 10', reply: V, ttlsMs: { k: 10 } },
  { given: ['SET k v'], call: 'GETEX k EXAT 1700000001', reply: V, ttlsMs: { k: 1000 } },
  { given: ['SET k v'], call: 'GETEX k PXAT 1700000000001', reply: V, ttlsMs: { k: 1 } },
  { given: ['SET k v'], call: 'GETEX k PXAT 1', reply: V, values: { k: undefined }, dirty: 1 },
  { given: ['SET k v EX 10'], call: 'GETEX k PERSIST', reply: V, ttlsMs: { k: -1 }, dirty: 1 },
  { given: ['SET k v'], call: 'GETEX k PERSIST', reply: V, dirty: 0 },
  { given: ['SET k v'], call: 'GETEX k EX 0', reply: INVALID, ttlsMs: { k: -1 } },
  { call: 'GETEX k EX 10 PERSIST', reply: '-ERR syntax error' },
  { call: 'GETEX k EX', reply: '-ERR syntax error' },
  { call: 'GETEX k KEEPTTL', reply: '-ERR syntax error' },
  {
    given: ['SET k v'],
    call: 'GETEX k EX a',
    reply: '-ERR value is not an integer or out of range',
  },
]);
