/** Time as the runtime sees it, wherever it waits. Tests put a clock of their own in its place. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment: never goes back, whoever sets the computer's clock. */
  elapsed(): number;
  /** Calls `work` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
}

// Taken when this module is loaded: a test that replaces the global timers must not stop the runtime's.
const { setTimeout, clearTimeout } = globalThis;
const { now } = Date;
const elapsed = performance.now.bind(performance);

export const systemClock: Clock = Object.freeze({
  now,
  elapsed,
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
});
