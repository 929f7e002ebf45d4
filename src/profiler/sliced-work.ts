/**
 * How long work lets other work in between. Exports run on the data thread, over thousands of
 * contexts; they await a pause after each slice so that no client waits longer than one slice.
 */

/** Resolves when waiting work had its turn. The caller brings it, because timers are platform. */
export type Pause = () => Promise<void>;

/** For callers with nobody else to let in. */
export const NO_PAUSE: Pause = async () => {};

/** Contexts handled between two pauses: about a millisecond of work at most. */
export const CONTEXTS_PER_SLICE = 64;

/** Calls `each` for all items, pausing after every slice. */
export async function forEachSliced<T>(
  items: readonly T[],
  pause: Pause,
  each: (item: T) => void,
): Promise<void> {
  let left = CONTEXTS_PER_SLICE;
  for (const item of items) {
    each(item);
    if (--left === 0) {
      left = CONTEXTS_PER_SLICE;
      await pause();
    }
  }
}
