/**
 * A drawing of latency samples in characters: a column a sample, four rows high, with the age of
 * each sample written downwards below it.
 */
import type { LatencySample } from './latency-port.js';

const ROWS = 4;
const RULE = '-'.repeat(80);
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** What fills a row of a column in thirds, from the bottom. */
const TOPS = ['_', 'o', '#'];

/** `samples` are oldest first and not empty; `maxMs` is the worst ever measured. */
export function latencyGraphText(
  event: string,
  samples: readonly LatencySample[],
  maxMs: number,
  nowSeconds: number,
): string {
  const durations = samples.map(({ durationMs }) => durationMs);
  const high = Math.max(...durations);
  const low = Math.min(...durations);
  const steps = ROWS * TOPS.length - 1;
  const heights = durations.map((duration) =>
    high === low ? steps : Math.round(((duration - low) / (high - low)) * steps),
  );
  const drawing = Array.from({ length: ROWS }, (_, i) => row(heights, ROWS - 1 - i));
  const ages = samples.map(({ unixSeconds }) => ageText(nowSeconds - unixSeconds));
  return [
    `${event} - high ${high} ms, low ${low} ms (all time high ${maxMs} ms)`,
    RULE,
    ...drawing,
    '',
    ...downwards(ages),
    '',
  ].join('\n');
}

/** One row of the drawing; row 0 is the lowest. */
function row(heights: readonly number[], number: number): string {
  return heights
    .map((height) => {
      const above = height - number * TOPS.length;
      if (above < 0) return ' ';
      return above < TOPS.length ? (TOPS[above] as string) : '|';
    })
    .join('');
}

function downwards(texts: readonly string[]): string[] {
  const length = Math.max(...texts.map((text) => text.length));
  return Array.from({ length }, (_, i) => texts.map((text) => text[i] ?? ' ').join(''));
}

function ageText(seconds: number): string {
  if (seconds < MINUTE) return `${seconds}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)}h`;
  return `${Math.floor(seconds / DAY)}d`;
}
