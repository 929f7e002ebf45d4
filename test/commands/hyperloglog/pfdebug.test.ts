import { expect, test } from 'vitest';
import { testCases } from '../../support/command-cases.js';
import { CommandHarness } from '../../support/command-harness.js';

const DAMAGED = Buffer.from('HYLL\x01\0\0\0\0\0\0\0\0\0\0\x80\x7f', 'latin1');
const given = ['PFADD k a'];

testCases([
  { given, call: 'PFDEBUG ENCODING k', reply: '+sparse\r\n', dirty: 0 },
  { given, call: 'PFDEBUG DECODE k', reply: '$20\r\nZ:12711 v:2,1 Z:3672\r\n' },
  { given, call: 'PFDEBUG TODENSE k', reply: ':1\r\n', dirty: 1 },
  { given: [...given, 'PFDEBUG TODENSE k'], call: 'PFDEBUG todense k', reply: ':0\r\n', dirty: 0 },
  {
    given: [...given, 'PFDEBUG TODENSE k'],
    call: 'PFDEBUG DECODE k',
    reply: '-ERR HLL encoding is not sparse',
  },
  { call: 'PFDEBUG ENCODING k', reply: '-ERR The specified key does not exist' },
  {
    given: ['SET k x'],
    call: 'PFDEBUG ENCODING k',
    reply: '-WRONGTYPE Key is not a valid HyperLogLog string value.',
  },
  { given, call: 'PFDEBUG foo k', reply: "-ERR Unknown PFDEBUG subcommand 'foo'" },
  {
    given: [['SET', 'k', DAMAGED]],
    call: 'PFDEBUG TODENSE k',
    reply: '-INVALIDOBJ Corrupted HLL object detected',
  },
]);

test('all registers are shown, and the value is dense afterwards', () => {
  const harness = new CommandHarness({ resp: 3 });
  harness.call('PFADD', 'k', 'a', 'b', 'c');
  const reply = harness.call('PFDEBUG', 'GETREG', 'k');
  const registers = reply.trimEnd().split('\r\n');
  expect(registers.shift()).toBe('*16384');
  expect(registers).toHaveLength(16_384);
  expect(registers.filter((register) => register !== ':0')).toHaveLength(3);
  expect(harness.call('PFDEBUG', 'ENCODING', 'k')).toBe('+dense\r\n');
  harness.finish();
});
