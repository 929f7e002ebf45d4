import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { exportJson } from '../../../src/profiler/export-json.js';
import { groupSnapshot } from '../../../src/profiler/group-contexts.js';
import { DIMENSIONS } from '../../../src/profiler/heap-snapshot.js';
import { CONTEXTS_PER_SLICE, NO_PAUSE } from '../../../src/profiler/sliced-work.js';
import { buildSnapshot, randomTable } from '../../support/heap-snapshot-builder.js';
import { Prng, seedFrom } from '../../support/prng.js';

const schemaFile = new URL('../../../docs/segkv-heap-1.schema.json', import.meta.url);
const validate = new Ajv2020().compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
const prng = new Prng(seedFrom('PROFILER_SEED'));
console.log(`PROFILER_SEED=${prng.seed}`);
const snapshot = buildSnapshot(...randomTable(prng, 3000));

async function parsed(from: typeof snapshot): Promise<unknown> {
  return JSON.parse(Buffer.from(await exportJson(from, NO_PAUSE)).toString());
}

test('the dump is the snapshot and valid by the schema, grouped or not', async () => {
  const dump = await parsed(snapshot);
  expect(dump).toEqual(snapshot);
  expect(validate(dump), JSON.stringify(validate.errors)).toBe(true);
  for (const dimension of DIMENSIONS) {
    const grouped = await parsed(await groupSnapshot(snapshot, [dimension], NO_PAUSE));
    expect(validate(grouped), JSON.stringify(validate.errors)).toBe(true);
  }
});

test('empty lists and no peak are valid too', async () => {
  const empty = { ...snapshot, contexts: [], stacks: [], classes: [], largestKeys: [], peak: null };
  expect(await parsed(empty)).toEqual(empty);
});

test('integers beyond 2^53 - 1 become strings of digits, also below a list', async () => {
  const contexts = [{ ...snapshot.contexts[0], cumulativeBytes: 2 ** 60, inUseBytes: 2 ** 53 - 1 }];
  const dump = (await parsed({ ...snapshot, contexts })) as { contexts: object[] };
  expect(validate(dump), JSON.stringify(validate.errors)).toBe(true);
  expect(dump.contexts[0]).toMatchObject({
    cumulativeBytes: '1152921504606846976',
    inUseBytes: 9007199254740991,
  });
});

test('a long dump pauses', async () => {
  let pauses = 0;
  const contexts = Array.from({ length: CONTEXTS_PER_SLICE * 4 }, () => snapshot.contexts[0]);
  const peak = { timeMs: 1, liveBytes: 0, liveObjects: 0, contexts: [] };
  const long = Array.from({ length: CONTEXTS_PER_SLICE * 3 }, () => {
    return { id: 2, inUseBytes: 0, inUseObjects: 0 };
  });
  const pause = async () => {
    pauses++;
  };
  await exportJson({ ...snapshot, contexts, stacks: [], peak }, pause);
  expect(pauses).toBe(4);
  await exportJson(
    { ...snapshot, contexts: [], stacks: [], peak: { ...peak, contexts: long } },
    pause,
  );
  expect(pauses).toBe(4 + 3);
});
