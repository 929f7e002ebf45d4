import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { DIMENSIONS, type HeapSnapshot } from '../../../src/profiler/heap-snapshot.js';
import { buildSnapshot, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const schema = JSON.parse(
  readFileSync(new URL('../../../docs/segkv-heap-1.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true }).compile(schema);
const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 500));

function isValid(changed: unknown): boolean {
  return validate(JSON.parse(JSON.stringify(changed)));
}

test('a snapshot is valid by the published schema', () => {
  expect(isValid(snapshot), JSON.stringify(validate.errors)).toBe(true);
  expect(isValid({ ...snapshot, peak: null, contexts: [], stacks: [] })).toBe(true);
});

/** Every object inside the snapshot, with what names it. */
function* objectsOf(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (Array.isArray(value)) {
    if (value.length > 0) yield* objectsOf(value[0], `${path}[0]`);
  } else if (typeof value === 'object' && value !== null) {
    yield [path, value as Record<string, unknown>];
    for (const [key, inner] of Object.entries(value)) yield* objectsOf(inner, `${path}.${key}`);
  }
}

test('the schema refuses a missing or an additional property anywhere', () => {
  const copy: HeapSnapshot = JSON.parse(JSON.stringify(snapshot));
  copy.contexts = copy.contexts.filter((context) => context.client === undefined);
  copy.stacks = copy.stacks.filter((stack) => stack.frames.length > 0);
  expect(isValid(copy)).toBe(true);
  let places = 0;
  for (const [path, object] of [...objectsOf(copy, 'snapshot')]) {
    object.Extra_property = 1;
    expect(isValid(copy), `${path} with an additional property`).toBe(false);
    delete object.Extra_property;
    if (path.endsWith('slackBytes') || path.endsWith('pagesByState')) continue;
    for (const [key, value] of Object.entries(object)) {
      delete object[key];
      expect(isValid(copy), `${path} without ${key}`).toBe(false);
      object[key] = value;
      places++;
    }
  }
  expect(places).toBeGreaterThan(90);
});

test('the schema accepts wide integers as strings and refuses what cannot be', () => {
  const withTotals = (change: object) => ({
    ...snapshot,
    totals: { ...snapshot.totals, ...change },
  });
  expect(isValid(withTotals({ liveBytes: '9007199254740993' }))).toBe(true);
  expect(isValid(withTotals({ liveBytes: '123' }))).toBe(false);
  expect(isValid(withTotals({ liveBytes: 2 ** 53 }))).toBe(false);
  expect(isValid(withTotals({ liveBytes: -1 }))).toBe(false);
  expect(isValid(withTotals({ liveBytes: 1.5 }))).toBe(false);
  expect(isValid(withTotals({ residualBytes: 1 }))).toBe(false);
  expect(isValid({ ...snapshot, format: 'segkv-heap/2' })).toBe(false);
});

test('the schema knows each dimension', () => {
  const group = [...DIMENSIONS];
  expect(isValid({ ...snapshot, settings: { ...snapshot.settings, group } })).toBe(true);
  expect(schema.$defs.settings.properties.group.items.enum).toEqual(group);
});
