import type { Clock } from '../../clock/clock.js';
import type { Downtime } from '../../errors/scatter-errors.js';
import { runInScope } from '../../executor/call-scope.js';

/** So many failures in a row, and so many probes in a row: one of either says nothing. */
const FAILURES = 3;
const GOOD_PROBES = 2;

const FIRST_PROBE_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What this process knows of shards that calls over several shards could not reach. */
export interface ShardHealth {
  /** Why a shard is not to be asked; undefined when it may be. */
  downtime(shard: number): Downtime | undefined;
  /** It answered, if only by an error of its own. */
  answered(shard: number): void;
  /**
   * It could not be reached, or did not answer in time. After three in a row it is down; where time was
   * short, one probe decides first, since a slow query is no sick shard.
   */
  failed(shard: number, how: 'unreachable' | 'timed-out', cause: unknown): void;
  /** Takes every shard as if it were new, and probes none. */
  forget(): void;
}

interface HealthOptions {
  readonly clock: Clock;
  /** Resolves when a shard has answered. */
  readonly probe: (shard: number) => Promise<void>;
}

/** What is known of one shard. */
interface Known {
  failures: number;
  /** Whether a probe decides right now if it is down. */
  suspect: boolean;
  down: Down | undefined;
}

interface Down {
  readonly since: Date;
  cause: unknown;
  nextProbe: Date;
  waitMs: number;
  goodProbes: number;
  cancel: () => void;
}

export function createShardHealth({ clock, probe }: HealthOptions): ShardHealth {
  const shards = new Map<number, Known>();
  const knownOf = (shard: number): Known => {
    const found = shards.get(shard) ?? { failures: 0, suspect: false, down: undefined };
    shards.set(shard, found);
    return found;
  };
  /** `judge` is not called when everything was forgotten meanwhile. */
  const ask = (shard: number, known: Known, judge: (cause: unknown) => void): void => {
    const judged = (cause?: unknown) => {
      if (shards.get(shard) === known) judge(cause);
    };
    // It belongs to no call, whoever was the last to fail.
    runInScope(undefined, () => probe(shard)).then(
      () => judged(),
      (cause: unknown) => judged(cause ?? new Error('a probe failed')),
    );
  };
  const schedule = (shard: number, known: Known, down: Down): void => {
    down.nextProbe = new Date(clock.now() + down.waitMs);
    down.cancel = runInScope(undefined, () =>
      clock.after(down.waitMs, () => ask(shard, known, judge), 'background'),
    );
    const judge = (cause: unknown) => {
      if (cause === undefined) {
        down.goodProbes += 1;
        down.waitMs = FIRST_PROBE_MS;
      } else {
        down.goodProbes = 0;
        down.cause = cause;
        down.waitMs = Math.min(LONGEST_WAIT_MS, down.waitMs * 2);
      }
      if (down.goodProbes >= GOOD_PROBES) shards.delete(shard);
      else schedule(shard, known, down);
    };
  };
  const goDown = (shard: number, known: Known, cause: unknown): void => {
    const now = new Date(clock.now());
    const down: Down = {
      since: now,
      cause,
      nextProbe: now,
      waitMs: FIRST_PROBE_MS,
      goodProbes: 0,
      cancel: () => undefined,
    };
    known.down = down;
    schedule(shard, known, down);
  };
  return {
    downtime: (shard) => shards.get(shard)?.down,
    answered(shard) {
      const known = shards.get(shard);
      // Once it is down, probes alone bring it back: an answer may be of a question from before.
      if (known !== undefined && known.down === undefined) known.failures = 0;
    },
    failed(shard, how, cause) {
      const known = knownOf(shard);
      known.failures += 1;
      if (known.failures < FAILURES || known.suspect || known.down !== undefined) return;
      if (how === 'unreachable') return goDown(shard, known, cause);
      known.suspect = true;
      ask(shard, known, (failed) => {
        known.suspect = false;
        if (failed === undefined) known.failures = 0;
        else if (known.down === undefined) goDown(shard, known, failed);
      });
    },
    forget() {
      for (const { down } of shards.values()) down?.cancel();
      shards.clear();
    },
  };
}
