import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { ManualClock } from '../../support/manual-clock.js';
import { decodeReply, textOf } from '../../support/reply-tree.js';

const clock = new ManualClock(1_700_000_000_000);

function draw(...words: string[]): string[] {
  const reply = decodeReply(callBare(['LOLWUT', ...words], { clock, resp: 3 }));
  expect(reply.kind).toBe('verbatim');
  return textOf(reply).slice('txt:'.length).split('\n');
}

test('LOLWUT ends with the versions, after a drawing', () => {
  const lines = draw();
  expect(lines.slice(-3)).toEqual(['', 'Redis ver. 7.4.0, segkv ver. 0.0.0', '']);
  expect(lines.slice(0, -3).every((line) => /^[ #]{72}$/.test(line))).toBe(true);
  expect(lines.join('')).toContain('#');
});

test('every row of the drawing follows from the one above by the rule', () => {
  // Rule 204 keeps every cell, rule 51 inverts every cell.
  const kept = draw('VERSION', '204', '20', '3').slice(0, 3);
  expect(kept).toEqual([kept[0], kept[0], kept[0]]);
  const inverted = draw('version', '51', '20', '2');
  const flip = (line: string) => line.replace(/./g, (cell) => (cell === '#' ? ' ' : '#'));
  expect(inverted[1]).toBe(flip(inverted[0] as string));
  // Rule 240 moves every cell to the right.
  const moved = draw('VERSION', '240', '9', '2');
  const first = moved[0] as string;
  expect(moved[1]).toBe(first.slice(-1) + first.slice(0, -1));
});

test('sizes out of range are brought into it', () => {
  const lines = draw('VERSION', '0', '-5', '0');
  expect(lines.length - 3).toBe(1);
  expect(lines[0]?.length).toBe(1);
  expect(draw('VERSION', '0', '100000', '1')[0]?.length).toBe(1000);
});

test('a number that is none is refused', () => {
  for (const words of [['VERSION', 'x'], ['VERSION', '5', 'x'], ['x']]) {
    expect(callBare(['LOLWUT', ...words]).toString()).toBe(
      '-ERR value is not an integer or out of range\r\n',
    );
  }
});
