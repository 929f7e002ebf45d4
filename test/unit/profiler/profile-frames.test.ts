import { expect, test } from 'vitest';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import type { HeapSnapshot } from '../../../src/profiler/heap-snapshot.js';
import { frameName, ProfileFrames } from '../../../src/profiler/profile-frames.js';
import { buildSnapshot, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng } from '../../support/prng.js';

const frame = { function: 'Items.place', file: 'src/items.ts', line: 3, column: 1 };
const caller = { function: 'Set.execute', file: 'src/set.ts', line: 9, column: 2 };
const base = buildSnapshot(...randomTable(new Prng(1), 10));
const context = {
  ...emptyContext(2, 'x'),
  site: 'item.place',
  command: 'set',
  prefix: 'user:',
  stackId: 5,
};

function framesOf(group: HeapSnapshot['settings']['group'], stackId = 5): string[] {
  const stacks = [{ id: 5, frames: [frame, caller] }];
  const snapshot = { ...base, stacks, settings: { ...base.settings, group } };
  const frames = new ProfileFrames(snapshot).framesOf({ ...context, stackId });
  return frames.map((each) => each.function);
}

test('a context shows its stack, or command and site when it has none', () => {
  expect(framesOf([])).toEqual(['Items.place', 'Set.execute']);
  expect(framesOf([], 0)).toEqual(['item.place', 'set']);
});

test('a grouped context shows its dimensions, the first outermost, the stack in its place', () => {
  expect(framesOf(['prefix', 'command'])).toEqual(['command=set', 'prefix=user:']);
  expect(framesOf(['prefix', 'stack', 'command'])).toEqual([
    'command=set',
    'Items.place',
    'Set.execute',
    'prefix=user:',
  ]);
  expect(framesOf(['stack'], 0)).toEqual(['stack=(none)']);
});

test('a name that profile readers drop is never shown bare', () => {
  for (const name of ['malloc', 'free', 'allocate', 'realloc']) {
    expect(frameName({ ...frame, function: name })).toBe(`${name}@items.ts`);
    expect(frameName({ ...frame, function: name, file: '' })).toBe(`${name}@segkv`);
  }
  expect(frameName({ ...frame, function: '' })).toBe('(anonymous)');
  expect(frameName(frame)).toBe('Items.place');
});
