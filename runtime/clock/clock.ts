/** Time as the runtime sees it, wherever it waits. Tests put a clock of their own in its place. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `work` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
}

// Taken when this module is loaded: a test that replaces the global timers must not stop the runtime's.
const { setTimeout, clearTimeout } = globalThis;
const { now } = Date;

export const systemClock: Clock = Object.freeze({
  now,
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
});
