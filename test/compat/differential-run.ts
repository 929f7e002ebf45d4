/**
 * A whole differential run: sequences in RESP2 and RESP3 until so many calls were compared, every
 * disagreement shrunk and collected. Used by the tests and, with a larger count, by hand.
 */
import { describeCommand } from '../support/describe-bytes.js';
import { Prng } from '../support/prng.js';
import type { ServerProcess } from '../support/server-process.js';
import { type SequenceSettings, SequenceSource } from './sequences.js';
import { type Mismatch, type ProtocolVersion, ServerPair } from './server-pair.js';
import { shrinkList } from './shrink.js';
import type { Step } from './template.js';

const CALLS_PER_SEQUENCE = 100;
/** How many sequences pass between two crossings of DUMP payloads. */
const SEQUENCES_PER_CROSSING = 8;

export interface RunSettings extends SequenceSettings {
  readonly seed: number;
  /** Calls to compare in all; each is sent to both servers. */
  readonly calls: number;
  /** The run ends after so many different disagreements. */
  readonly failuresMax: number;
}

export interface RunResult {
  readonly calls: number;
  readonly failures: readonly string[];
  readonly differencesMet: ReadonlyMap<string, number>;
}

interface Failure {
  readonly mismatch: Mismatch;
  readonly steps: readonly Step[];
}

/** Compares until the count is reached or too much disagrees. */
export async function runDifferential(
  reference: ServerProcess,
  subject: ServerProcess,
  settings: RunSettings,
): Promise<RunResult> {
  const source = new SequenceSource(new Prng(settings.seed), settings);
  const pairs = ([2, 3] as const).map((version) => new ServerPair(reference, subject, version));
  const failures = new Map<string, string>();
  const compared = (): number => pairs.reduce((sum, pair) => sum + pair.callsCompared, 0);
  for (let index = 0; compared() < settings.calls; index += 1) {
    const steps = source.next(CALLS_PER_SEQUENCE);
    for (const pair of pairs) {
      const failure = await runSequence(pair, steps, index, failures);
      if (failure === undefined) continue;
      const text = describeFailure(failure, pair.protocol, settings.seed, index);
      failures.set(signature(failure.mismatch), text);
      if (subject.hasExited) break;
    }
    if (failures.size >= settings.failuresMax || subject.hasExited) break;
  }
  const result = { calls: compared(), failures: withDeath([...failures.values()], subject) };
  await Promise.all(pairs.map((pair) => pair.close()));
  const [first, second] = pairs as [ServerPair, ServerPair];
  return { ...result, differencesMet: mergeCounts(first.differencesMet, second.differencesMet) };
}

function withDeath(failures: string[], subject: ServerProcess): string[] {
  if (subject.hasExited) failures.push(`${subject.name} has ended:\n${subject.logTail()}`);
  return failures;
}

/** Runs one sequence; a disagreement seen before is passed over, a new one is shrunk. */
async function runSequence(
  pair: ServerPair,
  steps: readonly Step[],
  index: number,
  known: ReadonlyMap<string, string>,
): Promise<Failure | undefined> {
  const mismatch = await pair.run(steps);
  if (mismatch !== undefined) {
    return known.has(signature(mismatch)) ? undefined : shrinkFailure(pair, steps, mismatch);
  }
  if (index % SEQUENCES_PER_CROSSING !== 0) return undefined;
  const crossed = await pair.crossPayloads();
  if (crossed === undefined || known.has(signature(crossed))) return undefined;
  return { mismatch: crossed, steps };
}

async function shrinkFailure(
  pair: ServerPair,
  steps: readonly Step[],
  mismatch: Mismatch,
): Promise<Failure> {
  const wanted = signature(mismatch);
  let last = mismatch;
  const shortest = await shrinkList(steps, async (part) => {
    if (pair.subject.hasExited) return false;
    const again = await pair.run(part);
    if (again === undefined || signature(again) !== wanted) return false;
    last = again;
    return true;
  });
  return { mismatch: last, steps: shortest };
}

/** Disagreements with the same signature count as one: same command, same start of the replies. */
function signature(mismatch: Mismatch): string {
  const { name, reason, reference, subject } = mismatch;
  const head = (text: string): string => text.replace(/[0-9]+/g, 'N').slice(0, 40);
  const state = name.startsWith('state') ? mismatch.call.split(' ')[0] : '';
  if (state !== '') return `${name} ${state}`;
  return [name, reason, head(reference), head(subject)].join('|');
}

function describeFailure(
  failure: Failure,
  protocol: ProtocolVersion,
  seed: number,
  index: number,
): string {
  const { mismatch, steps } = failure;
  const lines = steps.map((step) => {
    return step.kind === 'pause' ? `(pause ${step.ms} ms)` : describeCommand(step.args);
  });
  return [
    `${mismatch.name}: ${mismatch.reason} (RESP${protocol}, seed ${seed}, sequence ${index})`,
    ...lines.map((line) => `    ${line}`),
    `  differs at: ${mismatch.call}`,
    `  reference:  ${mismatch.reference}`,
    `  subject:    ${mismatch.subject}`,
  ].join('\n');
}

function mergeCounts(
  first: ReadonlyMap<string, number>,
  second: ReadonlyMap<string, number>,
): Map<string, number> {
  const sums = new Map(first);
  for (const [name, count] of second) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}
