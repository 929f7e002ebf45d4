import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { exportSpeedscope } from '../../../src/profiler/export-speedscope.js';
import { groupSnapshot } from '../../../src/profiler/group-contexts.js';
import { ProfileFrames } from '../../../src/profiler/profile-frames.js';
import { SAMPLE_TYPES } from '../../../src/profiler/sample-types.js';
import { NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, profileTotals, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

/** The schema that speedscope itself publishes; its own root names no type, `File` is the file. */
const schema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('speedscope/dist/release/file-format-schema.json'),
    'utf8',
  ),
);
const validate = new Ajv({ strict: false }).compile({
  ...schema,
  $ref: '#/definitions/FileFormat.File',
});
const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

interface File {
  shared: { frames: { name: string; file?: string; line?: number }[] };
  activeProfileIndex: number;
  profiles: {
    name: string;
    unit: string;
    startValue: number;
    endValue: number;
    samples: number[][];
    weights: number[];
  }[];
}

async function parsed(from: typeof snapshot): Promise<File> {
  const file = JSON.parse(Buffer.from(await exportSpeedscope(from, NO_PAUSE)).toString());
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  return file;
}

test('the schema is one that can refuse', () => {
  expect(validate({ profiles: [] })).toBe(false);
});

test('four profiles hold the four totals, in samples as long as their weights', async () => {
  const grouped = await groupSnapshot(snapshot, ['command', 'stack'], NO_PAUSE);
  for (const file of [await parsed(snapshot), await parsed(grouped)]) {
    expect(file.profiles.map((profile) => [profile.name, profile.unit])).toEqual([
      ['alloc_objects', 'none'],
      ['alloc_space', 'bytes'],
      ['inuse_objects', 'none'],
      ['inuse_space', 'bytes'],
    ]);
    expect(file.activeProfileIndex).toBe(3);
    for (const [position, profile] of file.profiles.entries()) {
      expect(profile.samples).toHaveLength(profile.weights.length);
      const sum = profile.weights.reduce((total, weight) => total + weight, 0);
      expect(sum).toBe(profileTotals(snapshot)[position]);
      expect([profile.startValue, profile.endValue]).toEqual([0, sum]);
      for (const index of profile.samples.flat()) expect(file.shared.frames[index]).toBeDefined();
    }
  }
});

test('samples start at the root', async () => {
  const file = await parsed(snapshot);
  const context = snapshot.contexts.filter((each) => SAMPLE_TYPES[3].valueOf(each) > 0);
  const frames = new ProfileFrames(snapshot);
  context.forEach((each, position) => {
    const names = file.profiles[3].samples[position].map((index) => file.shared.frames[index]);
    const expected = [...frames.framesOf(each)].reverse();
    expect(names.map((frame) => frame.line ?? 0)).toEqual(expected.map((frame) => frame.line));
    expect(names.map((frame) => frame.file ?? '')).toEqual(expected.map((frame) => frame.file));
  });
});
