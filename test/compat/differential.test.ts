/**
 * Random sequences of every command, sent to redis-server and to segkv in RESP2 and RESP3.
 * COMPAT_CALLS sets how many calls, COMPAT_SEED repeats a run, COMPAT_GROUPS=string,bitmap narrows
 * it, COMPAT_OTHER_TYPES=1 adds keys of other types, COMPAT_FAILURES ends it later or earlier.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFrom, seedFrom } from '../support/prng.js';
import {
  redisServerIsThere,
  referenceLacks,
  type ServerProcess,
  startRedisServer,
  startSubject,
} from '../support/server-process.js';
import { NEWER_CALLS } from './differences.js';
import { type RunSettings, runDifferential } from './differential-run.js';

const DEFAULT_CALLS = 300_000;
const MS_PER_CALL = 3;

function settingsFromEnvironment(): RunSettings {
  const groups = process.env.COMPAT_GROUPS;
  return {
    seed: seedFrom('COMPAT_SEED'),
    calls: countFrom('COMPAT_CALLS', DEFAULT_CALLS),
    failuresMax: countFrom('COMPAT_FAILURES', 10),
    otherTypes: process.env.COMPAT_OTHER_TYPES === '1',
    ...(groups === undefined || groups === '' ? {} : { groups: groups.split(',') }),
  };
}

const settings = settingsFromEnvironment();

describe.skipIf(!redisServerIsThere('the differential test'))('segkv beside redis-server', () => {
  let reference: ServerProcess;
  let subject: ServerProcess;

  beforeAll(async () => {
    reference = await startRedisServer();
    subject = await startSubject();
  });

  afterAll(async () => {
    await Promise.all([reference?.stop(), subject?.stop()]);
  });

  it(
    'answers random calls of every command alike',
    async () => {
      const started = performance.now();
      const result = await runDifferential(reference, subject, settings);
      const seconds = Math.round((performance.now() - started) / 1000);
      const met = [...result.differencesMet].map(([name, count]) => `  ${count} x ${name}`);
      process.stderr.write(
        [`compared ${result.calls} calls in ${seconds} s, seed ${settings.seed}`, ...met].join(
          '\n',
        ),
      );
      process.stderr.write('\n');
      expect(result.failures.join('\n\n')).toBe('');
      expect(result.calls).toBeGreaterThanOrEqual(settings.calls);
    },
    Math.max(300_000, settings.calls * MS_PER_CALL),
  );

  it.skipIf(referenceLacks('the calls of later versions')).each(NEWER_CALLS)(
    'answers $args as Redis $since does',
    async ({ args, reply }) => {
      const connection = await subject.connect();
      expect((await connection.call(...args)).toString()).toBe(reply);
      await connection.close();
    },
  );
});
