import { expect, test } from 'vitest';
import {
  dumpAroundFoundString,
  dumpFoundString,
  foreignTypeOf,
  isPayloadSealed,
  restoreString,
  serializedLength,
} from '../../../src/keyspace/dump-payload.js';
import { NO_EXPIRY } from '../../../src/keyspace/item-layout.js';
import { CommandHarness } from '../../support/command-harness.js';
import { sealPayload, stringValue } from '../../support/dump-payload.js';
import { Prng } from '../../support/prng.js';

const source = (bytes: Uint8Array) => ({
  length: bytes.length,
  copyTo: (offset: number, target: Uint8Array, start: number, end: number): void => {
    if (offset + end - start > bytes.length) throw new RangeError('read behind the payload');
    target.set(bytes.subarray(offset, offset + end - start), start);
  },
});
const KEY = Buffer.from('k');

test('whole or in parts, the payload of a string that does not shrink is the same', () => {
  const harness = new CommandHarness();
  const value = new Prng(5).bytes(3000);
  harness.call('SET', 'a', value);
  harness.value('a');
  const whole = dumpFoundString(harness.db);
  const { head, footer } = dumpAroundFoundString(harness.db);
  expect(Buffer.concat([head, value, footer]).equals(whole)).toBe(true);
  expect(serializedLength(harness.db)).toBe(whole.length - 11);
  expect(isPayloadSealed(source(whole))).toBe(true);
});

test('the length of a large string is known without its payload', () => {
  const harness = new CommandHarness();
  harness.call('SETRANGE', 'a', '99999', 'x');
  harness.value('a');
  expect(serializedLength(harness.db)).toBe(5 + 100_000);
});

test('other types are named', () => {
  const nameOf = (type: number): string | undefined => foreignTypeOf(source(Buffer.of(type, 0)));
  expect([1, 2, 3, 4, 15, 99, 0].map(nameOf)).toEqual([
    'list',
    'set',
    'sorted set',
    'hash',
    'stream',
    undefined,
    undefined,
  ]);
});

test('a payload with rubbish behind its value is taken, as Redis takes it', () => {
  const { db, keyspace } = new CommandHarness();
  keyspace.nowMs = 1;
  const payload = sealPayload(Buffer.concat([stringValue(Buffer.from('v')), Buffer.alloc(50, 1)]));
  expect(restoreString(db, KEY, source(payload), NO_EXPIRY)).toBe('stored');
});

test('payloads of random bytes, sealed, never read behind their end', () => {
  const seed = 77;
  const prng = new Prng(seed);
  const harness = new CommandHarness({ seed });
  const outcomes = new Set<string>();
  for (let round = 0; round < 5000; round++) {
    const inside = prng.bytes(prng.integer(0, 40));
    if (prng.chance(0.7)) inside[0] = 0;
    if (prng.chance(0.5) && inside.length > 1) inside[1] = prng.pick([0xc3, 0x80, 0x40, 5]);
    const payload = source(sealPayload(inside));
    expect(isPayloadSealed(payload)).toBe(true);
    outcomes.add(restoreString(harness.db, KEY, payload, NO_EXPIRY));
  }
  expect([...outcomes].sort()).toEqual(['corrupt', 'stored']);
  harness.finish();
});
