/** Random texts of floating-point numbers, good and damaged, for everything that parses them. */
import type { Prng } from './prng.js';

const ODD_TEXTS = [
  ...[
    '',
    '-',
    '+',
    '.',
    '-.',
    'e1',
    '.e1',
    '1e',
    '1e+',
    '1e-',
    '0x',
    '0x.',
    '0x1p',
    '0x1p+',
    '1p1',
  ],
  ...[
    'inf',
    '-inf',
    '+inf',
    'INFINITY',
    'infinit',
    'infinityx',
    'nan',
    '-nan',
    'nan(1)',
    ' 1',
    '1 ',
  ],
  ...['\t1', '1\n', '1\0', '\0', '--1', '+-1', '1.2.3', '1,5', '0e99999999999', '0x0p99999999999'],
  ...['1e99999999999999999999', '1e-99999999999999999999', '-0', '+0', '0.0', '00', '007', '1e0'],
  ...['-0x1.8p+1', '0X.8P-3', '0xfFp0', '0x1.fffffffffffff8p0', '0x1.00000000000008p0', '5.', '.5'],
  ...['0x1.00000000000000010000000000001p0', '0x1.ffffffffffffffffp16383', '0x1p16384', '0x1p1024'],
  ...['0x1p-16445', '0x1p-16446', '0x1.8p-16446', '0x1p-1074', '0x1p-1075', '0x1.1p-1075'],
  ...['1e4932', '1e4933', '-1e4932', '1e-4951', '1e-4950', '1.7976931348623157e308'],
  ...['1.7976931348623159e308', '4.9e-324', '2.4703282292062327e-324', '2.4703282292062329e-324'],
  ...['1e308', '1e309', '100000000000000.125', '100000000000000.375', '9007199254740993', '1e22'],
  ...[
    '9223372036854775807',
    '-9223372036854775808',
    '18446744073709551615',
    '18446744073709551617',
  ],
  ...[
    '36893488147419103233',
    '36893488147419103235',
    '0.1',
    '0.3',
    '3.0e3',
    '-5e3',
    '1e17',
    '1e16',
  ],
];

/** One text, mostly a number of an ordinary size, sometimes extreme, sometimes no number at all. */
export function randomFloatText(prng: Prng): string {
  const choice = prng.integer(0, 19);
  if (choice === 0) return prng.pick(ODD_TEXTS);
  if (choice <= 3) return `${sign(prng)}${prng.integer(0, 1_000_000)}`;
  if (choice <= 9) return `${sign(prng)}${digits(prng, 7)}.${digits(prng, 19)}`;
  if (choice === 10) return `${sign(prng)}.${digits(prng, 25)}`;
  if (choice === 11) return hexadecimal(prng);
  if (choice === 12) return `${digits(prng, 30)}.${digits(prng, 30)}`;
  const exponentMax = prng.pick([5, 20, 40, 320, 5100]);
  const exponent = prng.integer(-exponentMax, exponentMax);
  return `${sign(prng)}${digits(prng, 22)}.${digits(prng, 4)}${prng.pick(['e', 'E'])}${exponent}`;
}

/** All texts that are there for a reason of their own. */
export function oddFloatTexts(): readonly string[] {
  return ODD_TEXTS;
}

function sign(prng: Prng): string {
  return prng.pick(['', '', '-', '-', '+']);
}

function digits(prng: Prng, countMax: number): string {
  return Array.from({ length: prng.integer(1, countMax) }, () => prng.integer(0, 9)).join('');
}

function hexadecimal(prng: Prng): string {
  const hex = (): string => prng.next().toString(16);
  const exponentMax = prng.pick([10, 70, 1100, 16_500]);
  const exponent = prng.integer(-exponentMax, exponentMax);
  return `${sign(prng)}0x${hex()}${hex()}.${hex()}${hex()}p${exponent}`;
}
