/**
 * LOLWUT [VERSION rule [columns [rows]]]: a drawing, and the version. The drawing is the history of
 * an elementary cellular automaton (S. Wolfram, 1983) from a row that depends on the time; VERSION
 * gives its rule. Source: the Redis command reference, LOLWUT.
 */
import { REDIS_VERSION } from '../../base/redis-version.js';
import type { Arguments } from '../../protocol/arguments.js';
import { arg } from '../argument-specs.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

const RULE_DEFAULT = 110;
const COLUMNS_DEFAULT = 72;
const COLUMNS_MAX = 1000;
const ROWS_DEFAULT = 24;
const ROWS_MAX = 1000;

export const lolwut = defineCommand({
  name: 'lolwut',
  group: 'server',
  since: '5.0.0',
  complexity: '',
  summary: 'Display some computer art and the Redis version',
  arity: -1,
  flags: ['readonly', 'fast'],
  args: [arg.integer('version', { token: 'VERSION', optional: true })],
  reply: reply.verbatim('a drawing, and the version'),
  execute(context, args, out) {
    const hasRule = args.count > 2 && args.is(1, 'VERSION');
    const rule = hasRule ? args.integer(2) : RULE_DEFAULT;
    const at = hasRule ? 3 : 1;
    const columns = sizeArgument(args, at, COLUMNS_DEFAULT, COLUMNS_MAX);
    const rows = sizeArgument(args, at + 1, ROWS_DEFAULT, ROWS_MAX);
    const drawing = drawAutomaton(rule & 0xff, columns, rows, context.nowMs);
    const { version } = context.server;
    out.verbatim('txt', `${drawing}\nRedis ver. ${REDIS_VERSION}, segkv ver. ${version}\n`);
  },
});

/** Argument i, brought into the range from 1 to `max`; `otherwise` if it is not there. */
function sizeArgument(args: Arguments, i: number, otherwise: number, max: number): number {
  if (i >= args.count) return otherwise;
  return Math.min(Math.max(args.integer(i), 1), max);
}

/** Each row follows from the one above: a cell and its neighbours select a bit of the rule. */
function drawAutomaton(rule: number, columns: number, rows: number, seed: number): string {
  let cells = firstRow(columns, seed);
  let text = '';
  for (let row = 0; row < rows; row++) {
    text += `${cells.map((cell) => (cell === 1 ? '#' : ' ')).join('')}\n`;
    cells = cells.map((cell, i) => {
      const left = cells[(i + columns - 1) % columns];
      const right = cells[(i + 1) % columns];
      return (rule >> (left * 4 + cell * 2 + right)) & 1;
    });
  }
  return text;
}

/** Bits of the seed, scattered by a linear congruence (Numerical Recipes' constants). */
function firstRow(columns: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: columns }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 31;
  });
}
