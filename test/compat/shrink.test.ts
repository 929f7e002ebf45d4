import { expect, it } from 'vitest';
import { shrinkList } from './shrink.js';

const hundred = Array.from({ length: 100 }, (_, index) => index);

it.each([[[42]], [[0, 99]], [[3, 50, 51]], [[1, 2, 3, 4, 5, 60]]])(
  'leaves exactly the elements %j that the failure needs',
  async (needed) => {
    const fails = async (part: readonly number[]) => needed.every((item) => part.includes(item));
    expect(await shrinkList(hundred, fails)).toEqual(needed);
  },
);

it('stops after so many calls and returns a part that fails', async () => {
  let calls = 0;
  const fails = async (part: readonly number[]): Promise<boolean> => {
    calls += 1;
    return part.includes(0) && part.includes(99);
  };
  const part = await shrinkList(hundred, fails, 5);
  expect(calls).toBeLessThanOrEqual(5);
  expect(part).toContain(0);
  expect(part).toContain(99);
});
