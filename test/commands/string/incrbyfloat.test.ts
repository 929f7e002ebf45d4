import { testCases, testRefusal } from '../../support/command-cases.js';

testCases([
  { call: 'INCRBYFLOAT k 0.1', reply: '$3\r\n0.1\r\n', values: { k: '0.1' }, dirty: 1 },
  {
    given: ['SET k 3 EX 10'],
    call: 'INCRBYFLOAT k 1',
    reply: '$1\r\n4\r\n',
    encodings: { k: 'embstr' },
    ttlsMs: { k: 10_000 },
  },
  { given: ['SET k 3.0e3'], call: 'INCRBYFLOAT k 200', reply: '$4\r\n3200\r\n' },
  { given: ['SET k 10.5'], call: 'INCRBYFLOAT k -5e-1', reply: '$2\r\n10\r\n' },
  {
    given: ['SET k x'],
    call: 'INCRBYFLOAT k 1',
    reply: '-ERR value is not a valid float',
    values: { k: 'x' },
  },
  { given: ['SET k 1'], call: 'INCRBYFLOAT k x', reply: '-ERR value is not a valid float' },
  {
    given: ['SET k 1'],
    call: 'INCRBYFLOAT k inf',
    reply: '-ERR increment would produce NaN or Infinity',
    values: { k: '1' },
  },
]);

testRefusal(['SET k 1'], 'INCRBYFLOAT k 1e4900');
