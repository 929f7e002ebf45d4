import { testCases, testRefusal } from '../../support/command-cases.js';

const INVALID = "-ERR invalid expire time in 'psetex' command";

testCases([
  { call: 'PSETEX k 10 v', reply: '+OK\r\n', values: { k: 'v' }, ttlsMs: { k: 10 }, dirty: 1 },
  {
    given: ['SET k v'],
    call: 'PSETEX k 10 12',
    reply: '+OK\r\n',
    encodings: { k: 'int' },
    ttlsMs: { k: 10 },
  },
  { call: 'PSETEX k 0 v', reply: INVALID, values: { k: undefined } },
  { call: 'PSETEX k -5 v', reply: INVALID },
  { call: 'PSETEX k 9223372036854775807 v', reply: INVALID },
  { call: 'PSETEX k x v', reply: '-ERR value is not an integer or out of range' },
]);

testRefusal(['SET k v'], ['PSETEX', 'k', '10', 'y'.repeat(30_000)]);
