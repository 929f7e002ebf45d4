import { expect, test } from 'vitest';
import { SourcePositions } from '../../../src/profiler/source-positions.js';
import { captureStack } from '../../../src/profiler/stack-capture.js';
import { STACK_TRUNCATED, StackTable } from '../../../src/profiler/stack-table.js';

const positions = new SourcePositions('/', () => null);
const frame = (line: number) => ({ function: 'f', file: '/app/x.js', line, column: 1 });

test('equal stacks share an id, different ones do not, no frames are no stack', () => {
  const table = new StackTable();
  const first = table.idFor([frame(1), frame(2)]);
  expect(table.idFor([frame(1), frame(2)])).toBe(first);
  expect(table.idFor([frame(2), frame(1)])).not.toBe(first);
  expect(table.idFor([frame(1)])).not.toBe(first);
  expect(table.idFor([])).toBe(0);
  expect(table.count).toBe(4);
});

test('a full table gives the truncated stack and keeps the known ones', () => {
  const table = new StackTable(3);
  const first = table.idFor([frame(1)]);
  const second = table.idFor([frame(2)]);
  expect(table.idFor([frame(3)])).toBe(STACK_TRUNCATED);
  expect([table.idFor([frame(1)]), table.idFor([frame(2)])]).toEqual([first, second]);
  expect(table.count).toBe(3);
  expect(table.framesOf(STACK_TRUNCATED, positions)?.[0].function).toBe('(truncated)');
});

test('a list holds the stacks asked for, mapped, in order', () => {
  const table = new StackTable();
  const ids = [1, 2, 3].map((line) => table.idFor([frame(line)]));
  const listed = table.list([ids[2], 0, ids[0], ids[2], 999], positions);
  expect(listed.map((stack) => stack.id)).toEqual([ids[0], ids[2]]);
  expect(listed[0].frames).toEqual([{ ...frame(1), file: 'app/x.js' }]);
  expect(table.framesOf(999, positions)).toBeUndefined();
});

test('one place in the code is one stack, however often it is captured', () => {
  const table = new StackTable();
  const ids = new Set<number>();
  for (let round = 0; round < 5; round++) ids.add(table.idFor(captureStack(8)));
  expect(ids.size).toBe(1);
});

test('stacks are mapped frame by frame, with a chance to pause after each', async () => {
  const table = new StackTable();
  const ids = [table.idFor([frame(1), frame(2)]), table.idFor([frame(3)])];
  let frames = 0;
  await table.mapSliced([...ids, 0, 999, ids[0] as number], positions, () => {
    frames++;
    return frames === 2 ? Promise.resolve() : null;
  });
  expect(frames).toBe(3);
  expect(table.list(ids, positions).map((stack) => stack.frames.length)).toEqual([2, 1]);
  await table.mapSliced(ids, positions, () => {
    throw new Error('mapped already');
  });
  expect(table.memoryBytes).toBeGreaterThan(0);
});
