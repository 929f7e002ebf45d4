import { afterEach, expect, test } from 'vitest';
import { captureStack } from '../../../src/profiler/stack-capture.js';

class Holder {
  method(depth: number) {
    return captureStack(depth);
  }
}

function recurse(left: number, depth: number): ReturnType<typeof captureStack> {
  return left === 0 ? captureStack(depth) : recurse(left - 1, depth);
}

const former = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');

afterEach(() => {
  if (former === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
  else Object.defineProperty(Error, 'prepareStackTrace', former);
});

test('frames start at the caller, leaf first, with names and places', () => {
  const frames = new Holder().method(5);
  expect(frames[0].function).toBe('Holder.method');
  expect(frames[0].file).toContain('stack-capture.test.ts');
  expect(frames[0].line).toBeGreaterThan(0);
  expect(frames[0].column).toBeGreaterThan(0);
});

test('the depth is exact, beyond and below the default limit', () => {
  for (const depth of [1, 3, 10, 40]) {
    const frames = recurse(60, depth);
    expect(frames).toHaveLength(depth);
    for (const frame of frames) expect(frame.function).toBe('recurse');
  }
  expect(captureStack(0)).toEqual([]);
});

test('what the program set on Error is back afterwards', () => {
  const own = (): string => 'own';
  const limit = Error.stackTraceLimit;
  Error.prepareStackTrace = own;
  captureStack(3);
  expect(Error.prepareStackTrace).toBe(own);
  expect(Error.stackTraceLimit).toBe(limit);
  expect(new Error('x').stack).toBe('own');
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  captureStack(3);
  expect(Object.hasOwn(Error, 'prepareStackTrace')).toBe(false);
  Error.stackTraceLimit = 2;
  captureStack(20);
  expect(Error.stackTraceLimit).toBe(2);
  Error.stackTraceLimit = limit;
});
