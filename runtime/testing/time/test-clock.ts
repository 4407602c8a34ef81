import { type Clock, systemClock } from '../../clock/clock.js';
import { testingOptionIllegal, timeIsReal } from '../../errors/testing-errors.js';

/** The clock of a set of virtual shards: the real one, or one that stands still until told. */
export interface TestClock extends Clock {
  /**
   * Lets `ms` milliseconds pass for the runtime and the faults: whatever waited for a moment on the
   * way happens, in order, before this resolves. Nothing sleeps.
   *
   * @example
   * const failed = db.order.count({ where: { userId: 1n } }).catch((error) => error); // begins now
   * await clock.advance(5_000); // its deadline
   * @throws ShardgenError SG7010, SG7011 when the virtual shards were not started with `time: 'fake'`.
   */
  advance(ms: number): Promise<void>;
  /** How much is waiting for a later moment. Always 0 when the time is real. */
  readonly waiting: number;
}

/** `quiet` resolves when nothing goes on any more without time passing. */
export function createTestClock(time: 'real' | 'fake', quiet: () => Promise<void>): TestClock {
  return time === 'fake' ? new FakeClock(quiet) : REAL;
}

const REAL: TestClock = Object.freeze({
  ...systemClock,
  waiting: 0,
  advance: async () => {
    throw timeIsReal();
  },
});

interface Waiter {
  readonly at: number;
  readonly work: () => void;
}

class FakeClock implements TestClock {
  private time = systemClock.now();
  private readonly waiters = new Set<Waiter>();

  constructor(private readonly quiet: () => Promise<void>) {}

  now(): number {
    return this.time;
  }

  elapsed(): number {
    return this.time;
  }

  get waiting(): number {
    return this.waiters.size;
  }

  after(ms: number, work: () => void): () => void {
    const waiter = { at: this.time + Math.max(0, ms), work };
    this.waiters.add(waiter);
    return () => this.waiters.delete(waiter);
  }

  async advance(ms: number): Promise<void> {
    if (!(ms >= 0 && Number.isFinite(ms))) {
      throw testingOptionIllegal('clock.advance()', ms, 'milliseconds, zero or more');
    }
    const end = this.time + ms;
    await this.quiet();
    for (let next = this.first(end); next !== undefined; next = this.first(end)) {
      this.time = next.at;
      // All of this moment at once.
      for (const waiter of [...this.waiters].filter(({ at }) => at === next?.at)) {
        if (this.waiters.delete(waiter)) waiter.work();
      }
      await this.quiet();
    }
    this.time = end;
  }

  private first(end: number): Waiter | undefined {
    let found: Waiter | undefined;
    for (const waiter of this.waiters) {
      if (waiter.at <= end && (found === undefined || waiter.at < found.at)) found = waiter;
    }
    return found;
  }
}
