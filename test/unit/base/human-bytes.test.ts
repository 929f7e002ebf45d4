import { expect, test } from 'vitest';
import { bytesToHuman } from '../../../src/base/human-bytes.js';

test('prints as INFO does', () => {
  const texts: [number, string][] = [
    [0, '0B'],
    [1023, '1023B'],
    [1024, '1.00K'],
    [1536, '1.50K'],
    [2 ** 20 - 1, '1024.00K'],
    [2 ** 20, '1.00M'],
    [1_268_776, '1.21M'],
    [2.5 * 2 ** 30, '2.50G'],
    [2 ** 40, '1.00T'],
    [2 ** 50, '1.00P'],
    [2 ** 60, '1152921504606846976B'],
  ];
  for (const [sizeBytes, text] of texts) expect(bytesToHuman(sizeBytes)).toBe(text);
});

test('ties of the second decimal go to the even one', () => {
  expect(bytesToHuman(1024 + 128)).toBe('1.12K');
  expect(bytesToHuman(1024 + 384)).toBe('1.38K');
  expect(bytesToHuman(1024 + 640)).toBe('1.62K');
});
