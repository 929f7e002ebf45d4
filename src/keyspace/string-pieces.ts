/** Strings piece by piece, wherever they lie, for whoever reads all of one and keeps nothing. */
import type { Database } from './database.js';
import { ENCODING_INT, ENCODING_PAGED } from './item-layout.js';
import { copyOfString } from './string-values.js';

/** Takes bytes[start, end), which are valid during the call only. */
export type PieceVisitor = (bytes: Uint8Array, start: number, end: number) => void;

const HOLE_BYTES = 65_536;

/** Hands the found string to `visit`, piece by piece in order, without copying its pages. */
export function visitString(db: Database, visit: PieceVisitor): void {
  const { view } = db;
  if (view.encoding === ENCODING_INT) {
    const digits = copyOfString(db);
    visit(digits, 0, digits.length);
  } else if (view.encoding === ENCODING_PAGED) visitPages(db, view.valueReference, visit);
  else visit(view.bytes, view.shortAt, view.shortAt + view.shortLength);
}

function visitPages(db: Database, head: number, visit: PieceVisitor): void {
  const { pagedValues } = db.items;
  const length = pagedValues.length(head);
  let zeros: Uint8Array | null = null;
  for (let at = 0; at < length; ) {
    pagedValues.seek(head, at);
    const { runBytes, runStart, runLength, isHole } = pagedValues;
    at += runLength;
    if (!isHole) {
      visit(runBytes, runStart, runStart + runLength);
      continue;
    }
    zeros ??= new Uint8Array(HOLE_BYTES);
    for (let left = runLength; left > 0; left -= HOLE_BYTES) {
      visit(zeros, 0, Math.min(left, HOLE_BYTES));
    }
  }
}
