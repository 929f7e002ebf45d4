/**
 * What shapes a command's reply may have, as data. Described for RESP 3, which tells maps, sets,
 * doubles and booleans apart; a test support checks replies of the test suite against it, and the
 * generated documentation prints it. An error reply is always possible and never described.
 */

export type ReplySchema =
  | { readonly kind: 'any'; readonly text: string }
  | { readonly kind: 'simple'; readonly values: readonly string[]; readonly text: string }
  | { readonly kind: 'bulk'; readonly values: readonly string[]; readonly text: string }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number; readonly text: string }
  | { readonly kind: 'double'; readonly text: string }
  | { readonly kind: 'boolean'; readonly text: string }
  | { readonly kind: 'bigNumber'; readonly text: string }
  | { readonly kind: 'verbatim'; readonly text: string }
  | { readonly kind: 'null'; readonly text: string }
  | { readonly kind: 'none'; readonly text: string }
  | {
      readonly kind: 'array' | 'set' | 'push';
      readonly of: ReplySchema;
      readonly min: number;
      readonly text: string;
    }
  | { readonly kind: 'tuple'; readonly parts: readonly ReplySchema[]; readonly text: string }
  | {
      readonly kind: 'map';
      readonly key: ReplySchema;
      readonly value: ReplySchema;
      readonly text: string;
    }
  | {
      readonly kind: 'record';
      /** Fields that must be there. */
      readonly fields: Readonly<Record<string, ReplySchema>>;
      /** Fields that may be there. */
      readonly optional: Readonly<Record<string, ReplySchema>>;
      readonly text: string;
    }
  | { readonly kind: 'oneOf'; readonly choices: readonly ReplySchema[]; readonly text: string };

/** Builders of schemas; `text` says what the reply means. */
export const reply = {
  any: (text = ''): ReplySchema => ({ kind: 'any', text }),
  /** The simple string OK. */
  ok: (text = ''): ReplySchema => ({ kind: 'simple', values: ['OK'], text }),
  /** A simple string; one of `values` unless that is empty. */
  simple: (text = '', values: readonly string[] = []): ReplySchema => ({
    kind: 'simple',
    values,
    text,
  }),
  /** A bulk string; one of `values` unless that is empty. */
  bulk: (text = '', values: readonly string[] = []): ReplySchema => ({
    kind: 'bulk',
    values,
    text,
  }),
  /** An integer from `min` to `max`. */
  integer: (
    text = '',
    min = Number.NEGATIVE_INFINITY,
    max = Number.POSITIVE_INFINITY,
  ): ReplySchema => ({ kind: 'integer', min, max, text }),
  double: (text = ''): ReplySchema => ({ kind: 'double', text }),
  boolean: (text = ''): ReplySchema => ({ kind: 'boolean', text }),
  bigNumber: (text = ''): ReplySchema => ({ kind: 'bigNumber', text }),
  verbatim: (text = ''): ReplySchema => ({ kind: 'verbatim', text }),
  null: (text = ''): ReplySchema => ({ kind: 'null', text }),
  /** No reply at all, as after CLIENT REPLY OFF. */
  none: (text = ''): ReplySchema => ({ kind: 'none', text }),
  /** An array of any number (at least `min`) of replies of one shape. */
  array: (of: ReplySchema, text = '', min = 0): ReplySchema => ({ kind: 'array', of, min, text }),
  set: (of: ReplySchema, text = '', min = 0): ReplySchema => ({ kind: 'set', of, min, text }),
  push: (of: ReplySchema, text = '', min = 0): ReplySchema => ({ kind: 'push', of, min, text }),
  /** An array of exactly these parts. */
  tuple: (parts: readonly ReplySchema[], text = ''): ReplySchema => ({
    kind: 'tuple',
    parts,
    text,
  }),
  /** A map of any keys. */
  map: (key: ReplySchema, value: ReplySchema, text = ''): ReplySchema => ({
    kind: 'map',
    key,
    value,
    text,
  }),
  /** A map with known keys. */
  record: (
    fields: Readonly<Record<string, ReplySchema>>,
    text = '',
    optional: Readonly<Record<string, ReplySchema>> = {},
  ): ReplySchema => ({ kind: 'record', fields, optional, text }),
  oneOf: (choices: readonly ReplySchema[], text = ''): ReplySchema => ({
    kind: 'oneOf',
    choices,
    text,
  }),
} as const;

/** The reply of a container's HELP subcommand. */
export const HELP_REPLY: ReplySchema = reply.array(reply.simple(), 'the lines of the help', 3);

/** A schema in words, for documentation. */
export function describeReply(schema: ReplySchema): string {
  const shape = describeShape(schema);
  return schema.text === '' ? shape : `${shape}: ${schema.text}`;
}

function describeShape(schema: ReplySchema): string {
  switch (schema.kind) {
    case 'simple':
    case 'bulk': {
      const noun = schema.kind === 'simple' ? 'simple string' : 'bulk string';
      return schema.values.length === 0 ? noun : `${noun} ${schema.values.join(' or ')}`;
    }
    case 'bigNumber':
      return 'big number';
    case 'verbatim':
      return 'verbatim string';
    case 'none':
      return 'no reply';
    case 'array':
    case 'set':
    case 'push':
      return `${schema.kind} of (${describeReply(schema.of)})`;
    case 'tuple':
      return `array of [${schema.parts.map(describeReply).join('; ')}]`;
    case 'map':
      return `map from (${describeReply(schema.key)}) to (${describeReply(schema.value)})`;
    case 'record': {
      const names = [...Object.keys(schema.fields), ...Object.keys(schema.optional)];
      return `map with ${names.join(', ')}`;
    }
    case 'oneOf':
      return `one of (${schema.choices.map(describeReply).join('; ')})`;
    default:
      return schema.kind;
  }
}
