import { expect, test } from 'vitest';
import {
  NOTIFICATION_CLASS,
  notificationClasses,
} from '../../../../src/server/config/notification-classes.js';
import { parseWith } from '../../../support/directive-kinds.js';

test.each([
  ['', ''],
  ['KEA', 'AKE'],
  ['AKE$', 'AKE'],
  ['g$lshzxetdnmEK', 'AKEm'],
  ['g$lshzxet', 'g$lshzxet'],
  ['nmKd', 'dnKm'],
])('%s is reported as %s', (letters, text) => {
  expect(parseWith(notificationClasses, [letters]).text).toBe(text);
});

test('each class has its bit', () => {
  const { value } = parseWith(notificationClasses, ['Kx']);
  expect(value).toBe(NOTIFICATION_CLASS.keyspace | NOTIFICATION_CLASS.expired);
  const sum = Object.values(NOTIFICATION_CLASS).reduce((bits, bit) => bits | bit, 0);
  expect(parseWith(notificationClasses, ['AKEmn']).value).toBe(sum);
});

test('an unknown letter is refused', () => {
  expect(() => parseWith(notificationClasses, ['Kq'])).toThrow(
    "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.",
  );
});

test('a rewritten line gives the same classes, n beside A too', () => {
  const initial = parseWith(notificationClasses, ['']);
  for (const letters of ['AKEn', 'gn', 'K', '']) {
    const parsed = parseWith(notificationClasses, [letters]);
    const [line] = notificationClasses.rewriteLines(parsed, initial);
    const again = parseWith(notificationClasses, [line!.words.slice(1, -1)]);
    expect(again.value).toBe(parsed.value);
    expect(line!.isForced).toBe(letters !== '');
  }
});
