import { testCases, testRefusal } from '../../support/command-cases.js';

const INVALID = "-ERR invalid expire time in 'setex' command";

testCases([
  { call: 'SETEX k 10 v', reply: '+OK\r\n', values: { k: 'v' }, ttlsMs: { k: 10_000 }, dirty: 1 },
  {
    given: ['SET k v'],
    call: 'SETEX k 10 12',
    reply: '+OK\r\n',
    encodings: { k: 'int' },
    ttlsMs: { k: 10_000 },
  },
  { call: 'SETEX k 0 v', reply: INVALID, values: { k: undefined } },
  { call: 'SETEX k -5 v', reply: INVALID },
  { call: 'SETEX k 9223372036854775807 v', reply: INVALID },
  { call: 'SETEX k x v', reply: '-ERR value is not an integer or out of range' },
]);

testRefusal(['SET k v'], ['SETEX', 'k', '10', 'y'.repeat(30_000)]);
