import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'MSETNX a 1 b x', reply: ':1\r\n', values: { a: '1', b: 'x' }, dirty: 2 },
  {
    given: ['SET b y'],
    call: 'MSETNX a 1 b x',
    reply: ':0\r\n',
    values: { a: undefined, b: 'y' },
    dirty: 0,
  },
  { call: 'MSETNX a 1 a 2', reply: ':1\r\n', values: { a: '2' } },
  {
    call: 'MSETNX a 1 b',
    reply: "-ERR wrong number of arguments for 'msetnx' command",
    values: { a: undefined },
  },
]);

testRefusal([], ['MSETNX', 'a', 'y', 'b', 'y'.repeat(30_000)]);
