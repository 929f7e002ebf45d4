/** Directives that hold several numbers: percentiles and out-of-memory score adjustments. */
import { type DirectiveKind, InvalidValue } from './directive-kind.js';

const PERCENTILE_DECIMALS = 6;
const OOM_SCORE_COUNT = 3;
const OOM_SCORE_MAX = 2000;
const OOM_SCORE_RANGE = `between -${OOM_SCORE_MAX} and ${OOM_SCORE_MAX}`;
const FLOAT =
  /^[+-]?(?:[0-9]+\.?[0-9]*(?:e[+-]?[0-9]+)?|\.[0-9]+(?:e[+-]?[0-9]+)?|inf(?:inity)?)$/i;
const HEXADECIMAL = /^0x[0-9a-f]+$/i;

/** Percentiles from 0 to 100; an empty list shows none. */
export const percentiles: DirectiveKind<readonly number[]> = {
  arity: 'many',
  parse(words) {
    const value = words.length === 1 && words[0] === '' ? [] : words.map(parsePercentile);
    return { value, text: value.map(formatPercentile).join(' ') };
  },
  rewriteLines(current, initial) {
    const words = current.text === '' ? '""' : current.text;
    return [{ words, isForced: current.text !== initial.text }];
  },
};

function parsePercentile(word: string): number {
  if (!FLOAT.test(word) && !HEXADECIMAL.test(word)) {
    throw new InvalidValue('Invalid latency-tracking-info-percentiles parameters');
  }
  const number = /inf/i.test(word) ? Number.POSITIVE_INFINITY : Number(word);
  if (number < 0 || number > 100) {
    throw new InvalidValue(
      'latency-tracking-info-percentiles parameters should sit between [0.0,100.0]',
    );
  }
  return number;
}

function formatPercentile(percentile: number): string {
  return String(Number(percentile.toFixed(PERCENTILE_DECIMALS)));
}

export type OomScoreValues = readonly [primary: number, replica: number, child: number];

export const oomScoreValues: DirectiveKind<OomScoreValues> = {
  arity: 'many',
  parse(words) {
    if (words.length !== OOM_SCORE_COUNT) throw new InvalidValue('wrong number of arguments');
    const value = words.map(parseOomScore) as [number, number, number];
    return { value, text: value.join(' ') };
  },
  rewriteLines(current, initial) {
    return [{ words: current.text, isForced: current.text !== initial.text }];
  },
};

/** As in Redis, nothing between two spaces is 0. */
function parseOomScore(word: string): number {
  const number = /^(?:[+-]?[0-9]+)?$/.test(word) ? Number(word) : Number.NaN;
  if (!(Math.abs(number) <= OOM_SCORE_MAX)) {
    throw new InvalidValue(`Invalid oom-score-adj-values, elements must be ${OOM_SCORE_RANGE}.`);
  }
  return number;
}
