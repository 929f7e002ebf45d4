import { testCases } from '../../support/command-cases.js';

testCases([
  { call: 'BITFIELD_RO k', reply: '*0\r\n' },
  { call: 'BITFIELD_RO k GET u8 0', reply: '*1\r\n:0\r\n', values: { k: undefined } },
  { given: ['SET k ab'], call: 'BITFIELD_RO k GET u8 #1 GET i8 0', reply: '*2\r\n:98\r\n:97\r\n' },
  {
    call: 'BITFIELD_RO k SET u8 0 1',
    reply: '-ERR BITFIELD_RO only supports the GET subcommand',
    values: { k: undefined },
  },
  { call: 'BITFIELD_RO k GET u8', reply: '-ERR syntax error' },
]);
