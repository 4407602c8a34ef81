// Taken when this module is loaded: a test may have replaced the global ones.
const { setImmediate, setTimeout, performance } = globalThis;

/** A call that waits in the database for a lock looks like one that works; nobody waits for it longer. */
const PATIENCE_MS = 200;

/** How many calls run, and how many of them are kept waiting: time may only pass when none works. */
export interface Activity {
  begin(): void;
  end(): void;
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
  let running = 0;
  let held = 0;
  return {
    begin() {
      running += 1;
    },
    end() {
      running -= 1;
    },
    get idle() {
      return running === 0;
    },
    hold() {
      held += 1;
      return () => {
        held -= 1;
      };
    },
    async settled(ms) {
      const until = performance.now() + ms;
      while (running > 0 && performance.now() < until) await pause();
    },
    async quiet() {
      const until = performance.now() + PATIENCE_MS;
      do await turns();
      while (performance.now() < until && running > held);
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
