/**
 * Proves that the differential harness sees what it is for: redis-server agrees with itself, and
 * small differences in behaviour or in the data left behind are found and shrunk.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFrom, seedFrom } from '../support/prng.js';
import {
  redisServerIsThere,
  type ServerProcess,
  startRedisServer,
} from '../support/server-process.js';
import { runDifferential } from './differential-run.js';
import { ServerPair } from './server-pair.js';
import type { CallStep, Step } from './template.js';

const seed = seedFrom('COMPAT_SEED');

function call(...args: string[]): CallStep {
  return {
    kind: 'call',
    name: args[0]!.toLowerCase(),
    args: args.map((argument) => Buffer.from(argument)),
    compare: 'exact',
  };
}

describe.skipIf(!redisServerIsThere('the harness test'))('the differential harness', () => {
  let reference: ServerProcess;
  const others: ServerProcess[] = [];

  async function other(...args: string[]): Promise<ServerProcess> {
    const server = await startRedisServer({ args });
    others.push(server);
    return server;
  }

  beforeAll(async () => {
    reference = await startRedisServer();
  });

  afterAll(async () => {
    await Promise.all([reference, ...others].map((server) => server?.stop()));
  });

  it('finds no difference between two servers that are the same', async () => {
    const calls = countFrom('COMPAT_SELF_CALLS', 6000);
    const otherTypes = true;
    const same = await other();
    const result = await runDifferential(reference, same, {
      seed,
      calls,
      failuresMax: 5,
      otherTypes,
    });
    expect(result.failures.join('\n\n'), `seed ${seed}`).toBe('');
    expect(result.differencesMet.size).toBe(0);
  }, 600_000);

  it('finds a command that is missing, and shrinks the sequence around it', async () => {
    const subject = await other('--rename-command', 'GETDEL', '');
    const result = await runDifferential(reference, subject, {
      seed,
      calls: 20_000,
      failuresMax: 1,
      groups: ['string'],
    });
    expect(result.failures.length).toBeGreaterThan(0);
    const lines = result.failures[0]!.split('\n');
    expect(lines[0], `seed ${seed}`).toMatch(/^(getdel|unknown)/);
    expect(lines.filter((line) => line.startsWith('    ')).length).toBeLessThanOrEqual(2);
  });

  it('finds a limit that differs', async () => {
    const subject = await other('--databases', '3');
    const result = await runDifferential(reference, subject, {
      seed,
      calls: 20_000,
      failuresMax: 3,
      groups: ['connection', 'generic'],
    });
    expect(result.failures.join(), `seed ${seed}`).toContain('DB index is out of range');
  });

  it('finds data that differs although every reply agreed', async () => {
    const subject = await other();
    const pair = new ServerPair(reference, subject, 3);
    const steps: Step[] = [call('SET', 'k1', 'a'), { kind: 'pause', ms: 400 }];
    const running = pair.run(steps);
    await delay(200);
    const intruder = await subject.connect();
    await intruder.call('APPEND', 'k1', 'b');
    const mismatch = await running;
    await intruder.close();
    await pair.close();
    expect(mismatch).toMatchObject({ name: 'state after the sequence', call: 'GET k1' });
  });

  it('takes DUMP payloads that differ in bytes and hold the same value', async () => {
    const subject = await other('--rdbcompression', 'no');
    const pair = new ServerPair(reference, subject, 2);
    const steps = [call('SET', 'k1', 'a'.repeat(500)), call('SET', 'k2', '12')];
    expect(await pair.run(steps)).toBeUndefined();
    expect(await pair.crossPayloads()).toBeUndefined();
    const intruder = await subject.connect();
    await intruder.call('APPEND', 'k2', '3');
    expect(await pair.crossPayloads()).toMatchObject({ call: 'DUMP k2' });
    await intruder.call('SET', 'k9', 'v');
    expect(await pair.crossPayloads()).toMatchObject({ call: 'a whole SCAN' });
    await intruder.close();
    await pair.close();
  });

  it('says so when a server ends in the middle', async () => {
    const subject = await other();
    const pair = new ServerPair(reference, subject, 2);
    const running = pair.run([call('ECHO', 'a'), { kind: 'pause', ms: 400 }, call('ECHO', 'b')]);
    await delay(200);
    subject.child.kill('SIGKILL');
    expect(await running).toMatchObject({ reason: 'one server did not answer', call: 'ECHO b' });
    await pair.close();
  });
});
