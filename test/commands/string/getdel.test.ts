import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'GETDEL k', reply: '$-1\r\n', dirty: 0 },
  {
    given: ['SET k v'],
    call: 'GETDEL k',
    reply: '$1\r\nv\r\n',
    values: { k: undefined },
    dirty: 1,
  },
  {
    given: [['SET', 'k', 'x'.repeat(100_000)]],
    call: 'GETDEL k',
    reply: `$100000\r\n${'x'.repeat(100_000)}\r\n`,
    values: { k: undefined },
  },
]);
