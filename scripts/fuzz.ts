/**
 * Fuzzes a freshly started server over the wire for as long as asked and says what happened.
 * Exit code 1 if the server or an observer's reply went wrong; the seed printed repeats the run.
 *
 *   npm run build && npx tsc -p tsconfig.json --noEmit false --outDir tmp/run
 *   node tmp/run/scripts/fuzz.js [--requests 10000000] [--seed 1] [--node /path/to/node]
 */
import { parseArgs } from 'node:util';
import { seedFrom } from '../test/support/prng.js';
import { type ServerOptions, startSubject } from '../test/support/server-process.js';
import { FUZZ_ARGS, fuzzServer } from '../test/support/wire-fuzzer.js';

const DEFAULT_REQUESTS = 10_000_000;
const PROGRESS_MS = 10_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readArguments(): { requests: number; seed: number; node: string | undefined } {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string' },
      seed: { type: 'string' },
      node: { type: 'string' },
    },
  });
  const requests = Number(values.requests ?? DEFAULT_REQUESTS);
  if (!Number.isSafeInteger(requests) || requests < 1) throw new Error('--requests is not a count');
  const seed = values.seed === undefined ? seedFrom('FUZZ_SEED') : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('--seed is not an integer');
  return { requests, seed: seed >>> 0, node: values.node };
}

async function main(): Promise<void> {
  const { requests, seed, node } = readArguments();
  const options: ServerOptions = { args: FUZZ_ARGS };
  const server = await startSubject(node === undefined ? options : { ...options, nodePath: node });
  say(`fuzzing ${server.name} on port ${server.port}: ${requests} requests, seed ${seed}`);
  let saidAt = performance.now();
  const onProgress = (sent: number): void => {
    if (performance.now() - saidAt < PROGRESS_MS) return;
    saidAt = performance.now();
    say(`${sent} requests`);
  };
  try {
    const result = await fuzzServer(server, { seed, requests, onProgress });
    say(JSON.stringify(result));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

await main();
