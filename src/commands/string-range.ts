/**
 * Ranges as commands give them: positions of the first and the last element, counted from the end
 * where negative. Two functions instead of one with two results, so that a call makes no object.
 */

/** The first position of a range of `length` elements; at or behind `rangeEnd` if it is empty. */
export function rangeStart(start: number, last: number, length: number): number {
  // Where both are negative they are compared as they stand: clamping would make -5 -7 a range.
  return start < 0 && last < 0 && start > last ? length : clampedStart(start, length);
}

/** The first position of a range whose negative ends are clamped first, as in BITPOS. */
export function clampedStart(start: number, length: number): number {
  return start < 0 ? Math.max(0, length + start) : start;
}

/** One past the last position of a range of `length` elements. */
export function rangeEnd(last: number, length: number): number {
  const at = last < 0 ? Math.max(0, length + last) : last;
  return Math.min(at + 1, length);
}
