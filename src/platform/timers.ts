/** Repeated and delayed work, as an argument: tests drive it by hand. */
export interface Timers {
  /** Calls `work` every `periodMs` milliseconds until the returned function is called. */
  every(periodMs: number, work: () => void): () => void;
  /** Calls `work` once after `delayMs` milliseconds unless the returned function is called. */
  after(delayMs: number, work: () => void): () => void;
  /** Calls `work` once, as soon as what is waiting has been read. */
  soon(work: () => void): void;
}

/** The timers of the machine. */
export const systemTimers: Timers = {
  every(periodMs, work) {
    const timer = setInterval(work, periodMs);
    return () => clearInterval(timer);
  },
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
  soon(work) {
    setImmediate(work);
  },
};
