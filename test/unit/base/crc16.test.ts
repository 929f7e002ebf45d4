import { expect, test } from 'vitest';
import { crc16, hashSlot } from '../../../src/base/crc16.js';

function slotOf(key: string): number {
  const bytes = Buffer.from(`{x}${key}{y}`);
  return hashSlot(bytes, 3, bytes.length - 3);
}

test('gives the check value of CRC-16/XMODEM', () => {
  const bytes = Buffer.from('..123456789..');
  expect(crc16(bytes, 2, 11)).toBe(0x31c3);
  expect(crc16(bytes, 2, 2)).toBe(0);
});

test('hash slots are those of CLUSTER KEYSLOT', () => {
  // From redis-server 7.0.
  const slots: Record<string, number> = {
    foo: 12182,
    '': 0,
    somekey: 11058,
    'foo{hash_tag}': 2515,
    'bar{hash_tag}': 2515,
    hash_tag: 2515,
    'foo{}{bar}': 8363,
    'foo{{bar}}zap': 4015,
    '{bar': 4015,
    'foo{bar}{zap}': 5061,
    bar: 5061,
    'foo}{bar': 7624,
    'a}{b}': 3300,
    b: 3300,
  };
  for (const [key, slot] of Object.entries(slots)) expect(slotOf(key), key).toBe(slot);
});
