/**
 * Makes a failing list as short as it gets by leaving parts out. Source: delta debugging (ddmin) by
 * Zeller and Hildebrandt, with removal of complements only.
 */

/**
 * Returns a part of the list, in order, that still fails and of which no tested smaller part does.
 * `fails` is called at most `callsMax` times and must be true for the whole list.
 */
export async function shrinkList<T>(
  list: readonly T[],
  fails: (part: readonly T[]) => Promise<boolean>,
  callsMax = 300,
): Promise<readonly T[]> {
  let current = list;
  let pieces = 2;
  let calls = 0;
  while (current.length > 1) {
    const size = Math.ceil(current.length / pieces);
    let isShorter = false;
    // Later steps are often only noise, so the search takes the end away first.
    for (let from = (pieces - 1) * size; from >= 0 && calls < callsMax; from -= size) {
      const rest = [...current.slice(0, from), ...current.slice(from + size)];
      if (rest.length === current.length || rest.length === 0) continue;
      calls += 1;
      if (!(await fails(rest))) continue;
      current = rest;
      isShorter = true;
    }
    if (calls >= callsMax) return current;
    if (isShorter) pieces = Math.max(2, Math.min(pieces, current.length));
    else if (size === 1) return current;
    else pieces = Math.min(current.length, pieces * 2);
  }
  return current;
}
