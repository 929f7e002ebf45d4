import { expect, test } from 'vitest';
import { emptyContext } from '../../../src/profiler/empty-context.js';
import { exportFolded } from '../../../src/profiler/export-folded.js';
import { groupSnapshot } from '../../../src/profiler/group-contexts.js';
import { SAMPLE_TYPES } from '../../../src/profiler/sample-types.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, profileTotals, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

async function linesOf(from: typeof snapshot, type = SAMPLE_TYPES[3]): Promise<string[]> {
  const text = Buffer.from(await exportFolded(from, NO_PAUSE, type)).toString();
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

test('each line is a stack, one space and a count, and the sums are the totals', async () => {
  const sources = [snapshot, await groupSnapshot(snapshot, ['prefix', 'stack', 'user'], NO_PAUSE)];
  for (const source of sources) {
    for (const [position, type] of SAMPLE_TYPES.entries()) {
      const lines = await linesOf(source, type);
      let sum = 0;
      for (const line of lines) {
        const match = /^([^ ;]+(?:;[^ ;]+)*) (\d+)$/.exec(line);
        expect(match, line).not.toBeNull();
        sum += Number(match?.[2]);
      }
      expect(sum).toBe(profileTotals(snapshot)[position]);
      expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(lines.length);
    }
  }
});

test('the root is first, equal stacks are one line, separators are escaped', async () => {
  const context = { ...emptyContext(2, 'x'), stackId: 1, inUseBytes: 10 };
  const frames = ['leaf a', 'mid;dle', 'root\n'].map((name) => ({
    function: name,
    file: '',
    line: 0,
    column: 0,
  }));
  const lines = await linesOf({
    ...snapshot,
    contexts: [context, { ...context, id: 3 }, { ...context, id: 4, inUseBytes: 0 }],
    stacks: [{ id: 1, frames }],
  });
  expect(lines).toEqual(['root\\x0a;mid\\x3bdle;leaf\\x20a 20']);
});
