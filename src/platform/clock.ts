/**
 * Time as an argument: everything that needs the time takes a Clock, so that tests can set it and
 * a failing run can be repeated. Only this file reads the system's clocks.
 */
export interface Clock {
  /** Milliseconds since 1970, an integer. */
  nowMs(): number;
  /** Microseconds since 1970, an integer. */
  nowUs(): number;
  /** Microseconds since an arbitrary moment; never goes back; may have a fraction. */
  monotonicUs(): number;
}

/** Held here because looking up a global costs as much as reading the clock. */
const monotonic = performance;

/** The clock of the machine. Follows changes of the system time, except `monotonicUs`. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  nowUs: systemMicroseconds,
  monotonicUs: () => monotonic.now() * 1000,
};

let originMs = performance.timeOrigin;

/**
 * The system gives microseconds only relative to the start of the process. Where its time was
 * changed since, by more than a rounding, the origin is taken anew.
 */
function systemMicroseconds(): number {
  const elapsedMs = performance.now();
  const driftMs = Date.now() - (originMs + elapsedMs);
  if (driftMs > 1 || driftMs < -1) originMs += driftMs;
  return Math.floor((originMs + elapsedMs) * 1000);
}
