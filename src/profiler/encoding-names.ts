/** How contexts name the types and encodings of the keyspace's items. */
import {
  ENCODING_EMBSTR,
  ENCODING_INT,
  ENCODING_PAGED,
  ENCODING_RAW,
} from '../keyspace/item-layout.js';
import { contextKind } from './context-table.js';

const TYPE_STRING = 1;
const TYPE_NAMES: readonly string[] = ['(none)', 'string'];

/** Names by encoding. Those of OBJECT ENCODING, except that strings in pages are told apart. */
const ENCODING_NAMES: readonly string[] = (() => {
  const names: string[] = ['(none)'];
  names[ENCODING_INT] = 'int';
  names[ENCODING_EMBSTR] = 'embstr';
  names[ENCODING_RAW] = 'raw';
  names[ENCODING_PAGED] = 'paged';
  return names;
})();

const KINDS = Int32Array.from(ENCODING_NAMES, (_name, encoding) =>
  contextKind(encoding === 0 ? 0 : TYPE_STRING, encoding),
);

/** The `kind` of a context for an item of that encoding. */
export function contextKindOf(encoding: number): number {
  return KINDS[encoding];
}

/** The name of a type code. */
export function typeName(type: number): string {
  return TYPE_NAMES[type] ?? '(unknown)';
}

export function encodingName(encoding: number): string {
  return ENCODING_NAMES[encoding] ?? '(unknown)';
}

/** The type that an encoding belongs to, by name. */
export function typeNameOfEncoding(encoding: number): string {
  return typeName(KINDS[encoding] & 0xff);
}
