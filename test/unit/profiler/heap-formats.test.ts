import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { expect, test } from 'vitest';
import { buildSnapshot } from '../../../src/profiler/build-snapshot.js';
import {
  HEAP_FORMAT_NAMES,
  HEAP_FORMATS,
  type HeapFormat,
} from '../../../src/profiler/heap-formats.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { ProfiledKeyspace } from '../../support/profiled-keyspace.js';

/** How each format, read back, says how many bytes are in use. */
const IN_USE: Record<HeapFormat, (bytes: Uint8Array) => number> = {
  json: (bytes) => {
    const { contexts } = JSON.parse(Buffer.from(bytes).toString());
    return sum(contexts.map((context: { inUseBytes: number }) => context.inUseBytes));
  },
  pprof: (bytes) =>
    sum(Profile.decode(gunzipSync(bytes)).sample.map((sample) => Number(sample.value[3]))),
  folded: (bytes) =>
    sum(
      Buffer.from(bytes)
        .toString()
        .trim()
        .split('\n')
        .map((line) => Number(line.split(' ')[1])),
    ),
  speedscope: (bytes) => sum(JSON.parse(Buffer.from(bytes).toString()).profiles[3].weights),
  jeprof: (bytes) => Number(/^heap profile: \d+: (\d+)/m.exec(Buffer.from(bytes).toString())?.[1]),
};

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

test('all formats agree on the bytes in use: the live bytes of the accounts', async () => {
  const world = new ProfiledKeyspace();
  for (let i = 0; i < 200; i++) world.set(`early:${i}`, i * 7);
  world.profiler.enable();
  for (let i = 0; i < 200; i++) world.set(`late:${i}`, i * 300);
  const snapshot = await world.settle(buildSnapshot(world.profiler));
  const { liveBytes } = snapshot.totals;
  expect(liveBytes).toBeGreaterThan(1_000_000);
  expect(Object.keys(IN_USE).sort()).toEqual([...HEAP_FORMAT_NAMES].sort());
  for (const format of HEAP_FORMAT_NAMES) {
    const bytes = await HEAP_FORMATS[format](snapshot, NO_PAUSE);
    expect([format, IN_USE[format](bytes)]).toEqual([format, liveBytes]);
  }
  world.finish();
});
