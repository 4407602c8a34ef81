import type { CallPart } from './call-part.js';

// Taken when this module is loaded: a test may have replaced the global ones.
const { setImmediate, setTimeout, performance } = globalThis;

/** A call that waits in the database for a lock looks like one that works; nobody waits for it longer. */
const PATIENCE_MS = 200;

/** Which calls run, and how many are kept waiting: time may only pass when none works. */
export interface Activity {
  begin(part: CallPart): void;
  end(part: CallPart): void;
  /** What runs, in the order in which it began. */
  readonly running: Iterable<CallPart>;
  /** Whether no call runs. */
  readonly idle: boolean;
  /** A request is kept waiting; the answer ends that. */
  hold(): () => void;
  /** Resolves when no call runs any more, or after `ms` milliseconds of real time. */
  settled(ms: number): Promise<void>;
  /** Resolves when every call that runs is kept waiting. */
  quiet(): Promise<void>;
}

export function createActivity(): Activity {
  const running = new Set<CallPart>();
  let held = 0;
  return {
    begin: (part) => void running.add(part),
    end: (part) => void running.delete(part),
    running,
    get idle() {
      return running.size === 0;
    },
    hold() {
      held += 1;
      return () => {
        held -= 1;
      };
    },
    async settled(ms) {
      const until = performance.now() + ms;
      while (running.size > 0 && performance.now() < until) await pause();
    },
    async quiet() {
      const until = performance.now() + PATIENCE_MS;
      do await turns();
      while (performance.now() < until && running.size > held);
    },
  };
}

/** Lets what was woken run until it waits for something else. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
