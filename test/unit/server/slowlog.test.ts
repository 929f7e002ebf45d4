import { expect, test } from 'vitest';
import type { Arguments } from '../../../src/protocol/arguments.js';
import { Slowlog } from '../../../src/server/slowlog.js';
import { argumentsOf } from '../../support/requests.js';

const CLIENT = { address: '127.0.0.1:5', name: 'me' };

function note(slowlog: Slowlog, args: Arguments | null, durationUs = 10_000, count = 1): void {
  const commandName = 'set';
  slowlog.add({ commandName, args, count, durationUs, unixSeconds: 7, client: CLIENT });
}

function texts(slowlog: Slowlog): string[][] {
  return slowlog
    .newest(Number.POSITIVE_INFINITY)
    .map(({ args }) => args.map((arg) => Buffer.from(arg).toString()));
}

test('only requests at or above the threshold are noted', () => {
  const slowlog = new Slowlog();
  note(slowlog, argumentsOf('GET', 'a'), 9_999.9);
  note(slowlog, argumentsOf('GET', 'b'), 10_000);
  expect(texts(slowlog)).toEqual([['GET', 'b']]);
  expect(slowlog.newest(1)[0]).toMatchObject({
    id: 0,
    unixSeconds: 7,
    durationUs: 10_000,
    clientAddress: '127.0.0.1:5',
    clientName: 'me',
  });
});

test('a negative threshold or a length of 0 turns it off', () => {
  const slowlog = new Slowlog();
  slowlog.thresholdUs = -1;
  expect(slowlog.isOn).toBe(false);
  note(slowlog, argumentsOf('GET', 'a'));
  slowlog.thresholdUs = 0;
  slowlog.setLengthMax(0);
  expect(slowlog.isOn).toBe(false);
  note(slowlog, argumentsOf('GET', 'a'));
  expect(slowlog.length).toBe(0);
});

test('the newest entries stay, newest first, under ids that are not used again', () => {
  const slowlog = new Slowlog();
  slowlog.setLengthMax(3);
  for (let i = 0; i < 5; i++) note(slowlog, argumentsOf('GET', `k${i}`));
  expect(texts(slowlog).map(([, key]) => key)).toEqual(['k4', 'k3', 'k2']);
  expect(slowlog.newest(2).map(({ id }) => id)).toEqual([4, 3]);
  slowlog.clear();
  note(slowlog, argumentsOf('GET', 'x'));
  expect(slowlog.newest(9).map(({ id }) => id)).toEqual([5]);
});

test('32 arguments are kept whole, 33 are cut to 31 and a note', () => {
  const slowlog = new Slowlog();
  const words = (count: number): string[] => Array.from({ length: count }, (_, i) => `a${i}`);
  note(slowlog, argumentsOf(...words(32)));
  note(slowlog, argumentsOf(...words(33)));
  const [cut, whole] = texts(slowlog);
  expect(whole).toEqual(words(32));
  expect(cut).toEqual([...words(31), '... (2 more arguments)']);
});

test('arguments are cut after 128 bytes, and secrets are not kept', () => {
  const slowlog = new Slowlog();
  const args = argumentsOf('AUTH', 'x'.repeat(129), 'y'.repeat(128), 'secret');
  args.redact(3);
  note(slowlog, args);
  expect(texts(slowlog)[0]).toEqual([
    'AUTH',
    `${'x'.repeat(128)}... (1 more bytes)`,
    'y'.repeat(128),
    '(redacted)',
  ]);
});

test('requests that were timed together are noted by their command', () => {
  const slowlog = new Slowlog();
  note(slowlog, null, 20_000, 12);
  note(slowlog, null, 20_000, 1);
  expect(texts(slowlog)).toEqual([
    ['set', '(arguments not kept)'],
    ['set', '(12 requests timed together)'],
  ]);
});
