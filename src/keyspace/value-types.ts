/** The names that TYPE and OBJECT ENCODING give to what an item holds, by the item's encoding. */
import { assert } from '../base/assert.js';
import { ENCODING_EMBSTR, ENCODING_INT, ENCODING_PAGED, ENCODING_RAW } from './item-layout.js';

interface Names {
  readonly type: string;
  readonly encoding: string;
}

const NAMES: Readonly<Record<number, Names>> = {
  [ENCODING_INT]: { type: 'string', encoding: 'int' },
  [ENCODING_EMBSTR]: { type: 'string', encoding: 'embstr' },
  [ENCODING_RAW]: { type: 'string', encoding: 'raw' },
  [ENCODING_PAGED]: { type: 'string', encoding: 'raw' },
};

/** What TYPE replies. */
export function typeName(encoding: number): string {
  return namesOf(encoding).type;
}

/** What OBJECT ENCODING replies. */
export function encodingName(encoding: number): string {
  return namesOf(encoding).encoding;
}

function namesOf(encoding: number): Names {
  const names = NAMES[encoding];
  assert(names !== undefined, `no type has encoding ${encoding}`);
  return names;
}
