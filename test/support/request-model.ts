/**
 * Reads requests the slow and obvious way, from strings: what the request readers are compared
 * with. Written from the protocol's description, not from the readers.
 */
export interface ModelLimits {
  readonly bulkBytesMax: number;
  readonly isUnauthenticated: boolean;
}

export interface ModelResult {
  /** The requests, each a list of words with a character a byte; empty requests are left out. */
  readonly requests: string[][];
  /** The protocol error that ends the stream; null if the rest is merely incomplete. */
  readonly error: string | null;
}

const LINE_MAX = 65_536;
const ARGUMENTS_MAX = 1_048_576;
const INTEGER = /^(0|-?[1-9]\d*)$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

class StreamError extends Error {}

/** Reads `stream` (a character a byte) as far as it goes. */
export function readRequests(stream: string, limits: ModelLimits): ModelResult {
  const requests: string[][] = [];
  let rest = stream;
  try {
    while (rest !== '') {
      const one = rest.startsWith('*') ? readArray(rest, limits) : readLine(rest);
      if (one === null) break;
      if (one.words.length > 0) requests.push(one.words);
      rest = one.rest;
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    return { requests, error: `ERR Protocol error: ${error.message}` };
  }
  return { requests, error: null };
}

interface OneRequest {
  words: string[];
  rest: string;
}

/** The header line at the start of `text`, without its first character; null if it is not over. */
function header(text: string, what: string): { value: number; rest: string } | null {
  const end = text.indexOf('\r');
  if (end < 0) {
    if (text.length > LINE_MAX) throw new StreamError(`too big ${what} count string`);
    return null;
  }
  if (end + 2 > text.length) return null;
  const digits = text.slice(1, end);
  const isInteger = INTEGER.test(digits) && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);
  return { value: isInteger ? Number(digits) : Number.NaN, rest: text.slice(end + 2) };
}

function readArray(text: string, limits: ModelLimits): OneRequest | null {
  const head = header(text, 'mbulk');
  if (head === null) return null;
  if (!(head.value <= ARGUMENTS_MAX)) throw new StreamError('invalid multibulk length');
  if (limits.isUnauthenticated && head.value > 10) {
    throw new StreamError('unauthenticated multibulk length');
  }
  const words: string[] = [];
  let { rest } = head;
  while (words.length < head.value) {
    if (rest === '') return null;
    if (rest[0] !== '$') throw new StreamError(`expected '$', got '${rest[0]}'`);
    const bulk = header(rest, 'bulk');
    if (bulk === null) return null;
    const size = bulk.value;
    if (!(size >= 0 && size <= limits.bulkBytesMax)) throw new StreamError('invalid bulk length');
    if (limits.isUnauthenticated && size > 16_384) {
      throw new StreamError('unauthenticated bulk length');
    }
    if (bulk.rest.length < size + 2) return null;
    words.push(bulk.rest.slice(0, size));
    rest = bulk.rest.slice(size + 2);
  }
  return { words, rest };
}

function readLine(text: string): OneRequest | null {
  const end = text.indexOf('\n');
  if (end < 0) {
    if (text.length > LINE_MAX) throw new StreamError('too big inline request');
    return null;
  }
  const [line = ''] = text.slice(0, end).replace(/\r$/, '').split('\0');
  return { words: splitWords(line), rest: text.slice(end + 1) };
}

const isBlank = (character: string | undefined): boolean =>
  character !== undefined && ' \t\n\v\f\r'.includes(character);

/** The words of an inline request. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(line[at])) at++;
    if (at >= line.length) return words;
    const { word, next } = readWord(line, at);
    words.push(word);
    at = next;
  }
}

function readWord(line: string, start: number): { word: string; next: number } {
  let word = '';
  let at = start;
  while (at < line.length && !isBlank(line[at])) {
    const character = line[at] as string;
    if (character === '"' || character === "'") {
      const quoted = readQuoted(line, at + 1, character);
      return { word: word + quoted.word, next: quoted.next };
    }
    word += character;
    at++;
  }
  return { word, next: at };
}

function readQuoted(line: string, start: number, quote: string): { word: string; next: number } {
  let word = '';
  let at = start;
  while (at < line.length && line[at] !== quote) {
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(at, at + 4));
    if (quote === '"' && hex !== null) {
      word += String.fromCharCode(Number.parseInt(hex[1] as string, 16));
      at += 4;
    } else if (quote === '"' && line[at] === '\\' && at + 1 < line.length) {
      const next = line[at + 1] as string;
      word += ESCAPES[next] ?? next;
      at += 2;
    } else if (line.startsWith("\\'", at) && quote === "'") {
      word += "'";
      at += 2;
    } else if (line[at] === '\\' && quote === '"') {
      break;
    } else {
      word += line[at];
      at++;
    }
  }
  const isClosed = line[at] === quote && (at + 1 >= line.length || isBlank(line[at + 1]));
  if (!isClosed) throw new StreamError('unbalanced quotes in request');
  return { word, next: at + 1 };
}
