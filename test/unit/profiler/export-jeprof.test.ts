import { expect, test } from 'vitest';
import { exportJeprof } from '../../../src/profiler/export-jeprof.js';
import { groupSnapshot } from '../../../src/profiler/group-contexts.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, profileTotals, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

const COUNTS = /^(\d+): (\d+) \[(\d+): (\d+)\] @ (.*)$/;

/** What the format says, read back: symbols by address, and the lines of the profile. */
function parse(text: string) {
  const [, symbols, profile] = text.split(/^---(?: symbol)?\n/m) as [string, string, string];
  const lines = symbols.trimEnd().split('\n');
  expect(lines.shift()).toBe('binary=segkv');
  const names = new Map(
    lines.map((line) => {
      const match = /^0x([0-9a-f]{16}) (.+)$/.exec(line);
      return [Number.parseInt(match?.[1] ?? '', 16), match?.[2] ?? ''] as const;
    }),
  );
  const [head = '', ...rest] = profile.split('\n');
  expect(rest.slice(-3)).toEqual(['', 'MAPPED_LIBRARIES:', '']);
  return { names, head, stacks: rest.slice(0, -3) };
}

test.each([[[]], [['prefix', 'command']]] as const)(
  'grouped by %j all totals agree',
  async (by) => {
    const grouped = await groupSnapshot(snapshot, by, NO_PAUSE);
    const text = Buffer.from(await exportJeprof(grouped, NO_PAUSE)).toString();
    const { names, head, stacks } = parse(text);
    const [objects, bytes, inUseObjects, inUseBytes] = profileTotals(snapshot);
    const total = `${inUseObjects}: ${inUseBytes} [${objects}: ${bytes}]`;
    expect(head).toBe(`heap profile: ${total} @ heap_v2/1`);
    const sums = [0, 0, 0, 0];
    for (const line of stacks) {
      const match = COUNTS.exec(line);
      expect(match, line).not.toBeNull();
      for (let i = 0; i < 4; i++) sums[i] += Number(match?.[i + 1]);
      const addresses = (match?.[5] ?? '').split(' ').map((word) => Number.parseInt(word, 16));
      // A reader looks a caller up one byte before its return address.
      const frames = addresses.map((address, depth) =>
        names.get(depth === 0 ? address : address - 1),
      );
      expect(frames).not.toContain(undefined);
    }
    expect(sums).toEqual([inUseObjects, inUseBytes, objects, bytes]);
    expect(new Set(stacks.map((line) => line.split('@')[1])).size).toBe(stacks.length);
  },
);
