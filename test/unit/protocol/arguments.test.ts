import { describe, expect, it } from 'vitest';
import { MemoryManager } from '../../../src/memory/memory-manager.js';
import { Arguments } from '../../../src/protocol/arguments.js';
import { PageCollector } from '../../../src/structures/page-collector.js';
import { argumentsOf } from '../../support/requests.js';

describe('arguments', () => {
  it('remember which of them nobody may be shown', () => {
    const args = argumentsOf('AUTH', 'user', 'secret');
    args.redact(2);
    expect([0, 1, 2].map((i) => args.isRedacted(i))).toEqual([false, false, true]);
  });

  it('are read from where they begin to where they end', () => {
    const args = argumentsOf('SET', 'key', Buffer.from([0, 255, 13, 10]));
    expect([args.count, args.latin1(0), args.latin1(1)]).toEqual([3, 'SET', 'key']);
    expect([args.length(1), args.length(2)]).toEqual([3, 4]);
    expect([...args.copy(2)]).toEqual([0, 255, 13, 10]);
  });

  it('give copies that outlive the request', () => {
    const args = argumentsOf('abc');
    const copy = args.copy(0);
    args.bytes.fill(0);
    expect(Buffer.from(copy).toString()).toBe('abc');
  });

  it('are text in UTF-8 or a character a byte', () => {
    const args = argumentsOf('é€');
    expect(args.utf8(0)).toBe('é€');
    expect(args.latin1(0)).toBe(Buffer.from('é€').toString('latin1'));
  });

  it.each([
    ['GET', 'GET', true],
    ['get', 'GET', true],
    ['gEt', 'GET', true],
    ['GETS', 'GET', false],
    ['GE', 'GET', false],
    ['', 'GET', false],
    // Only letters have another case: these differ from G, @ and [ by the same bit.
    ['`', '@', false],
    ['{', '[', false],
    ['NO-EVICT', 'NO-EVICT', true],
    ['no-evict', 'NO-EVICT', true],
    ['\r', '-', false],
  ])('%j is %j in any case: %s', (word, token, expected) => {
    expect(argumentsOf('x', word).is(1, token)).toBe(expected);
  });

  it.each([
    ['0', 0],
    ['-17', -17],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s is the integer %i', (text, expected) => {
    const args = argumentsOf(text);
    expect([args.integer(0), args.int64(0)]).toEqual([expected, BigInt(expected)]);
  });

  it.each(['', ' 1', '+1', '01', '1.0', '-0', '9007199254740992', 'abc'])(
    '%j is no integer',
    (text) => {
      const args = argumentsOf(text);
      expect(() => args.integer(0)).toThrow('ERR value is not an integer or out of range');
      expect(() => args.integer(0, 'ERR odd')).toThrow('ERR odd');
    },
  );

  it('know all 64 bits where asked for them', () => {
    const args = argumentsOf('9223372036854775807', '-9223372036854775808', '9223372036854775808');
    expect([args.int64(0), args.int64(1)]).toEqual([2n ** 63n - 1n, -(2n ** 63n)]);
    expect(() => args.int64(2)).toThrow('ERR value is not an integer or out of range');
    expect(() => args.int64(2, 'ERR odd')).toThrow('ERR odd');
    expect([args.roundedInteger(0), args.roundedInteger(1)]).toEqual([2 ** 63, -(2 ** 63)]);
    expect(argumentsOf('12').roundedInteger(0)).toBe(12);
    expect(() => args.roundedInteger(2)).toThrow('ERR value is not an integer or out of range');
  });

  it('keep what is set when room is made for more', () => {
    const args = argumentsOf('a', 'b');
    const [start, end] = [args.starts[1], args.ends[1]];
    args.ensureCapacity(1_000_000);
    expect(args.starts.length).toBeGreaterThanOrEqual(1_000_000);
    expect([args.starts[1], args.ends[1]]).toEqual([start, end]);
  });

  it('have the length of what arrived in pages', () => {
    const memory = new MemoryManager({ isVerifying: true });
    const args = argumentsOf('SET', 'k', '');
    const collector = new PageCollector(memory, memory.registerOwner('requests'), 70_000);
    args.paged = [undefined, undefined, collector];
    expect([args.length(0), args.length(1), args.length(2)]).toEqual([3, 1, 70_000]);
  });

  it('keep their shape from the constructor on', () => {
    const before = Object.keys(new Arguments());
    const args = argumentsOf('AUTH', 'secret');
    args.paged = [undefined];
    args.ensureCapacity(1000);
    args.redact(1);
    expect(Object.keys(args)).toEqual(before);
  });
});
