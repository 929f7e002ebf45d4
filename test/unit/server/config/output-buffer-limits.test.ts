import { expect, test } from 'vitest';
import { outputBufferLimits } from '../../../../src/server/config/output-buffer-limits.js';
import { parseWith } from '../../../support/directive-kinds.js';

const initial = parseWith(outputBufferLimits, 'replica 256mb 64mb 60'.split(' '));

test('a class that is not named keeps its limit', () => {
  const words = 'PUBSUB 1kb 2 3 slave 5 6 7'.split(' ');
  const parsed = parseWith(outputBufferLimits, words, { current: initial });
  expect(parsed.text).toBe('normal 0 0 0 slave 5 6 7 pubsub 1024 2 3');
  expect(parsed.value.pubsub).toEqual({ hardBytes: 1024, softBytes: 2, softSeconds: 3 });
  expect(initial.text).toBe('normal 0 0 0 slave 268435456 67108864 60 pubsub 0 0 0');
});

test.each([
  ['normal 1 2', 'Wrong number of arguments in buffer limit configuration.'],
  ['master 0 0 0', 'Invalid client class specified in buffer limit configuration.'],
  ['normal x 0 0', 'Error in hard, soft or soft_seconds setting in buffer limit configuration.'],
  ['normal 0 -1 0', 'Error in hard, soft or soft_seconds setting in buffer limit configuration.'],
  ['normal 0 0 -5', 'Error in hard, soft or soft_seconds setting in buffer limit configuration.'],
])('%s is refused', (text, message) => {
  expect(() => parseWith(outputBufferLimits, text.split(' '))).toThrow(message);
});

test('one line a class, forced where it differs', () => {
  const parsed = parseWith(outputBufferLimits, 'normal 1gb 0 0'.split(' '), { current: initial });
  expect(outputBufferLimits.rewriteLines(parsed, initial)).toEqual([
    { words: 'normal 1gb 0 0', isForced: true },
    { words: 'replica 256mb 64mb 60', isForced: false },
    { words: 'pubsub 0 0 0', isForced: false },
  ]);
});
