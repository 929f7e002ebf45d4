/**
 * The wire fuzzer, short: FUZZ_REQUESTS sets how many requests, FUZZ_SEED repeats a run. Long runs
 * are made with scripts/fuzz.ts.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFrom, seedFrom } from '../support/prng.js';
import {
  redisServerIsThere,
  type ServerProcess,
  startRedisServer,
  startSubject,
} from '../support/server-process.js';
import { FUZZ_ARGS, fuzzServer } from '../support/wire-fuzzer.js';

const DEFAULT_REQUESTS = 100_000;

let server: ServerProcess;

beforeAll(async () => {
  server = await startSubject({ args: FUZZ_ARGS });
});

afterAll(async () => {
  await server?.stop();
});

it('survives malformed requests while other clients get right replies', async () => {
  const seed = seedFrom('FUZZ_SEED');
  const requests = countFrom('FUZZ_REQUESTS', DEFAULT_REQUESTS);
  process.stderr.write(`fuzzing ${requests} requests with seed ${seed}\n`);
  const result = await fuzzServer(server, { seed, requests });
  process.stderr.write(`${JSON.stringify(result)}\n`);
  expect(result.requests).toBeGreaterThanOrEqual(requests);
  // Most connections must get some way before a protocol error ends them.
  expect(result.replies).toBeGreaterThan(requests / 4);
  expect(result.observerChecks).toBeGreaterThan(100);
  expect(server.hasExited).toBe(false);
}, 900_000);

describe.skipIf(!redisServerIsThere('the proof of the fuzzer'))('the fuzzer itself', () => {
  const settings = { seed: 1, requests: 1_000_000 };

  async function fuzzWhile(disturb: (server: ServerProcess) => Promise<void>): Promise<unknown> {
    const victim = await startRedisServer({ args: FUZZ_ARGS });
    try {
      const running = fuzzServer(victim, settings).then(
        () => 'nothing noticed',
        (error: Error) => error.message,
      );
      await delay(200);
      await disturb(victim);
      return await running;
    } finally {
      await victim.stop();
    }
  }

  it('notices when a reply to the observer is wrong', async () => {
    const message = await fuzzWhile(async (victim) => {
      const intruder = await victim.connect();
      const keys = Array.from({ length: 20 }, (_, index) => [`observer:${index + 1}`, 'wrong']);
      await intruder.call('MSET', ...keys.flat());
      await intruder.close();
    });
    expect(message).toMatch(/seed 1: \w+ observer:\d+: expected .* got /);
  });

  it('notices when the server ends', async () => {
    const message = await fuzzWhile(async (victim) => {
      victim.child.kill('SIGKILL');
    });
    expect(message).toMatch(/seed 1: .*(connection|ended|ECONN)/);
  });
});
