/** Stops the whole process for a while, as DEBUG SLEEP wants it. */

/** Blocks this thread, and with it every client, for so many milliseconds. */
export function block(ms: number): void {
  if (!(ms > 0)) return;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
