/**
 * Turns one raw frame into a tree, for the comparisons that look inside a reply (sets of keys,
 * fields of a map) instead of at its bytes.
 */
export type ReplyKind =
  | 'simple'
  | 'error'
  | 'integer'
  | 'bulk'
  | 'null'
  | 'array'
  | 'map'
  | 'set'
  | 'push'
  | 'double'
  | 'boolean'
  | 'bignum'
  | 'verbatim'
  | 'bulkError';

export interface Reply {
  readonly kind: ReplyKind;
  /** The bytes of a value that is not an aggregate, without type byte, length and line end. */
  readonly bytes: Buffer;
  /** The members of an aggregate; a map's keys and values alternate. */
  readonly items: readonly Reply[];
  /** Key and value pairs of the attribute before this value; empty if there is none. */
  readonly attributes: readonly Reply[];
}

const KINDS: Readonly<Record<string, ReplyKind>> = {
  '+': 'simple',
  '-': 'error',
  ':': 'integer',
  $: 'bulk',
  _: 'null',
  '*': 'array',
  '%': 'map',
  '~': 'set',
  '>': 'push',
  ',': 'double',
  '#': 'boolean',
  '(': 'bignum',
  '=': 'verbatim',
  '!': 'bulkError',
};
const EMPTY = Buffer.alloc(0);

/** Decodes a whole frame. Throws if bytes are missing or left over. */
export function decodeReply(frame: Buffer): Reply {
  const reader = { frame, at: 0 };
  const reply = readValue(reader);
  if (reader.at !== frame.length) throw new Error('bytes left over after the reply');
  return reply;
}

/** The text of a value that is not an aggregate, as UTF-8. */
export function textOf(reply: Reply): string {
  return reply.bytes.toString();
}

/** A map's or flat array's pairs by the text of their key. */
export function pairsOf(items: readonly Reply[]): Map<string, Reply> {
  const pairs = new Map<string, Reply>();
  for (let index = 0; index + 1 < items.length; index += 2) {
    pairs.set(textOf(items[index] as Reply), items[index + 1] as Reply);
  }
  return pairs;
}

interface Reader {
  readonly frame: Buffer;
  at: number;
}

function readValue(reader: Reader): Reply {
  const type = String.fromCharCode(reader.frame[reader.at] as number);
  const line = readLine(reader);
  if (type === '|') {
    const attributes = readItems(reader, Number(line) * 2);
    return { ...readValue(reader), attributes };
  }
  const kind = KINDS[type];
  if (kind === undefined) throw new Error(`unknown reply type ${JSON.stringify(type)}`);
  return readBody(reader, kind, line);
}

function readBody(reader: Reader, kind: ReplyKind, line: Buffer): Reply {
  const value = (k: ReplyKind, bytes: Buffer, items: readonly Reply[] = []): Reply => {
    return { kind: k, bytes, items, attributes: [] };
  };
  const length = Number(line.toString('latin1'));
  switch (kind) {
    case 'bulk':
    case 'verbatim':
    case 'bulkError': {
      if (length < 0) return value('null', EMPTY);
      const bytes = reader.frame.subarray(reader.at, reader.at + length);
      reader.at += length + 2;
      return value(kind, bytes);
    }
    case 'array':
    case 'set':
    case 'push':
      return length < 0 ? value('null', EMPTY) : value(kind, EMPTY, readItems(reader, length));
    case 'map':
      return value(kind, EMPTY, readItems(reader, length * 2));
    default:
      return value(kind, line);
  }
}

function readItems(reader: Reader, count: number): Reply[] {
  const items: Reply[] = [];
  for (let index = 0; index < count; index += 1) items.push(readValue(reader));
  return items;
}

function readLine(reader: Reader): Buffer {
  const end = reader.frame.indexOf('\r\n', reader.at);
  if (end < 0) throw new Error('reply is cut short');
  const line = reader.frame.subarray(reader.at + 1, end);
  reader.at = end + 2;
  return line;
}
