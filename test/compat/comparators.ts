/**
 * Compares two raw replies to the same call. Bytes that are equal always agree; what else agrees
 * depends on the call's comparison. An error reply agrees only with the same bytes.
 */
import { decodeReply, pairsOf, type Reply, textOf } from '../support/reply-tree.js';
import { MISSING_FIELDS } from './differences.js';
import type { Comparison } from './template.js';

const NEAR_MS = 60_000;
const NEAR_SECONDS = 60;
/** Half a turn of the access clock's 24 bits. */
const IDLE_SECONDS_MAX = 8_388_607;
const IDLE_SECONDS_APART = 300;
const MASKED_HELLO = new Set(['version', 'id']);

type Judge = (reference: Reply, subject: Reply) => string | undefined;

/** Undefined if the replies agree, otherwise the reason why they do not. */
export function compareReplies(
  comparison: Comparison,
  reference: Buffer,
  subject: Buffer,
): string | undefined {
  if (reference.equals(subject)) return undefined;
  if (comparison === 'exact') return 'the bytes differ';
  const expected = decodeReply(reference);
  const actual = decodeReply(subject);
  if (expected.kind === 'error' || actual.kind === 'error') return 'an error reply differs';
  if (expected.kind !== actual.kind) return `the kind differs: ${expected.kind}, ${actual.kind}`;
  return JUDGES[comparison](expected, actual);
}

const JUDGES: Readonly<Record<Exclude<Comparison, 'exact'>, Judge>> = {
  kind: () => undefined,
  presence: () => undefined,
  unordered: compareUnordered,
  near: compareNear,
  idle: compareIdle,
  scan: compareScan,
  fieldNames: compareFieldNames,
  hello: compareHello,
  debugObject: compareDebugObject,
  time: compareTime,
};

/** A reply's canonical text, in which the order of members plays no part. */
function canonical(reply: Reply): string {
  const own = `${reply.kind}:${reply.bytes.toString('latin1')}`;
  return `${own}[${reply.items.map((item) => canonical(item)).join(',')}]`;
}

/** Members of a list in a fixed order; a map's pairs, and a flat list of pairs, stay together. */
function members(reply: Reply, paired: boolean): string[] {
  const out: string[] = [];
  const step = paired ? 2 : 1;
  for (let index = 0; index < reply.items.length; index += step) {
    out.push(
      reply.items
        .slice(index, index + step)
        .map((item) => canonical(item))
        .join('='),
    );
  }
  return out.sort();
}

function compareUnordered(expected: Reply, actual: Reply): string | undefined {
  const same = (paired: boolean): boolean =>
    members(expected, paired).join() === members(actual, paired).join();
  return same(expected.kind === 'map') ? undefined : 'the members differ';
}

function compareNear(expected: Reply, actual: Reply): string | undefined {
  const [a, b] = [Number(textOf(expected)), Number(textOf(actual))];
  const tolerance = Math.abs(a) > 1e8 ? NEAR_MS : NEAR_SECONDS;
  if (a === b) return undefined;
  if (a < 0 || b < 0) return 'a negative number must be the same';
  const msTolerance = a > 1e7 ? NEAR_MS : tolerance;
  return Math.abs(a - b) <= msTolerance ? undefined : 'the numbers are too far apart';
}

/**
 * Within minutes, because Redis notes accesses by a clock that it advances now and then, unless the
 * access clock was set by RESTORE or under another policy to what is to come.
 */
function compareIdle(expected: Reply, actual: Reply): string | undefined {
  const [a, b] = [Number(textOf(expected)), Number(textOf(actual))];
  if (Math.max(a, b) > IDLE_SECONDS_MAX || Math.abs(a - b) <= IDLE_SECONDS_APART) return undefined;
  return 'the numbers are too far apart';
}

function compareScan(expected: Reply, actual: Reply): string | undefined {
  const [cursorA, listA] = expected.items;
  const [cursorB, listB] = actual.items;
  if (cursorB === undefined || listB === undefined || listB.kind !== 'array') return 'not a SCAN';
  if (textOf(cursorA as Reply) !== '0') return undefined;
  if (textOf(cursorB) !== '0') return 'the cursor is not back at 0';
  return compareUnordered(listA as Reply, listB);
}

/** Names in INFO (name:value lines) and CLIENT LIST (name=value words). */
export function fieldNames(text: string): Set<string> {
  const names = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('# ')) names.add(line);
    else if (/^[a-z0-9_-]+:/i.test(line) && !line.startsWith('txt:')) {
      names.add(line.slice(0, line.indexOf(':')));
    } else for (const word of line.split(' ')) names.add(word.split('=', 1)[0] as string);
  }
  return names;
}

function compareFieldNames(expected: Reply, actual: Reply): string | undefined {
  const there = fieldNames(textOf(actual));
  const missing: string[] = [];
  for (const name of fieldNames(textOf(expected))) {
    // Errors count from the start, also those of calls on which the servers differ on purpose.
    if (name.startsWith('errorstat_')) continue;
    if (!there.has(name) && !MISSING_FIELDS.has(name)) missing.push(name);
  }
  if (missing.length > 0) return `fields are missing: ${missing.join(', ')}`;
  const hasNone = textOf(expected).trim() === '';
  return hasNone && textOf(actual).trim() !== '' ? 'the reference says nothing here' : undefined;
}

function compareHello(expected: Reply, actual: Reply): string | undefined {
  const there = pairsOf(actual.items);
  for (const [name, value] of pairsOf(expected.items)) {
    const other = there.get(name);
    if (other === undefined) return `${name} is missing`;
    const masked = MASKED_HELLO.has(name);
    if (masked ? other.kind !== value.kind : canonical(other) !== canonical(value)) {
      return `${name} differs`;
    }
  }
  return there.size === expected.items.length / 2 ? undefined : 'there are more fields';
}

function compareDebugObject(expected: Reply, actual: Reply): string | undefined {
  const encoding = (reply: Reply): string => /encoding:\S+/.exec(textOf(reply))?.[0] ?? '';
  const names = (reply: Reply): string => textOf(reply).replace(/:\S+/g, '');
  if (encoding(expected) !== encoding(actual)) return 'the encoding differs';
  return names(expected) === names(actual) ? undefined : 'the fields differ';
}

function compareTime(expected: Reply, actual: Reply): string | undefined {
  const [a, b] = [expected, actual].map((reply) => Number(textOf(reply.items[0] as Reply)));
  const micros = Number(textOf(actual.items[1] as Reply));
  if (!(micros >= 0 && micros < 1_000_000)) return 'microseconds are out of range';
  return Math.abs((a as number) - (b as number)) <= NEAR_SECONDS ? undefined : 'clocks differ';
}
