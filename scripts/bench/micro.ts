/**
 * Times the small pieces that every request goes through, one line each: nanoseconds an operation,
 * the least and the median of the rounds. To compare a branch with its base, run both in turn.
 *
 *   npm run build && npx tsc -p tsconfig.json --noEmit false --outDir tmp/run
 *   node tmp/run/scripts/bench/micro.js [--size 200000] [--rounds 15] [--only index]
 */
import { parseArgs } from 'node:util';
import { MICRO_CASES, type MicroCase } from './micro-cases.js';

/** Operations before the first round that counts: until then code is not compiled yet. */
const WARM_UP_OPERATIONS = 1_000_000;
/** A round that is shorter is repeated until it takes this long. */
const ROUND_MS_MIN = 20;

interface Figures {
  least: number;
  median: number;
}

function measure(one: MicroCase, size: number, rounds: number): Figures {
  const round = one.prepare(size);
  const warmUps = Math.max(2, Math.ceil(WARM_UP_OPERATIONS / round.operations));
  for (let i = 0; i < warmUps; i++) round.run();
  const durations = Array.from({ length: rounds }, () => timeRound(round));
  round.finish();
  durations.sort((a, b) => a - b);
  return { least: durations[0] as number, median: durations[rounds >> 1] as number };
}

/** Nanoseconds an operation. */
function timeRound(round: { operations: number; run(): void }): number {
  const started = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS_MIN) {
    round.run();
    runs++;
    elapsed = performance.now() - started;
  }
  return (elapsed * 1e6) / (runs * round.operations);
}

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
  },
});
process.stdout.write(`Node ${process.version}; ns an operation: least, median\n`);
for (const one of MICRO_CASES.filter(({ name }) => name.includes(values.only))) {
  const { least, median } = measure(one, Number(values.size), Number(values.rounds));
  const figures = `${least.toFixed(1).padStart(9)} ${median.toFixed(1).padStart(9)}`;
  process.stdout.write(`${one.name.padEnd(60)} ${figures}\n`);
}
