/**
 * `save`: when a snapshot is due, as pairs of seconds and changes. The first line of a file
 * replaces the default, further ones add to it, and an empty one forgets them all; CONFIG SET
 * always replaces.
 */
import { type DirectiveKind, InvalidValue, type Parsed } from './directive-kind.js';

export interface SavePoint {
  readonly seconds: number;
  readonly changes: number;
}

export const savePoints: DirectiveKind<readonly SavePoint[]> = {
  arity: 'many',
  parse(words, context) {
    if (words.length === 0 || (words.length === 1 && words[0] === '')) return parsedPoints([]);
    if (words.length % 2 !== 0) throw invalid();
    const points: SavePoint[] = [];
    for (let index = 0; index < words.length; index += 2) {
      points.push({
        seconds: parseCount(words[index]!, 1),
        changes: parseCount(words[index + 1]!, 0),
      });
    }
    const earlier = context.isRepeated && context.current !== null ? context.current.value : [];
    return parsedPoints([...earlier, ...points]);
  },
  /** Always written, as Redis does: some of several lines would mean something else than none. */
  rewriteLines(current) {
    if (current.value.length === 0) return [{ words: '""', isForced: true }];
    return current.value.map((point) => ({ words: textOf(point), isForced: true }));
  },
};

/** As in Redis, nothing between two spaces is 0. */
function parseCount(word: string, low: number): number {
  const number = /^(?:[+]?[0-9]+)?$/.test(word) ? Number(word) : Number.NaN;
  if (!(number >= low)) throw invalid();
  return Math.min(number, Number.MAX_SAFE_INTEGER);
}

function parsedPoints(value: readonly SavePoint[]): Parsed<readonly SavePoint[]> {
  return { value, text: value.map(textOf).join(' ') };
}

function textOf(point: SavePoint): string {
  return `${point.seconds} ${point.changes}`;
}

function invalid(): InvalidValue {
  return new InvalidValue('Invalid save parameters');
}
