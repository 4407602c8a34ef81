import type { Clock } from '../../clock/clock.js';
import type { Executor } from '../../executor/executor.js';
import type { CopyHealth } from '../read/copy-health.js';
import { finishPrepared } from './finish-prepared.js';

/** Finishes decided writes on shards that could not be reached at the time. */
export interface LateFinish {
  /** Tries it again and again; until it is done, nobody in this process reads the shard's copy. */
  add(shard: number, name: string): void;
  /** Stops trying: the connections are about to be closed. */
  pause(): void;
  /** Goes on after a pause. */
  resume(): void;
}

const FIRST_MS = 100;
const LONGEST_MS = 30_000;

interface Late {
  readonly shard: number;
  readonly name: string;
  wait: number;
  cancel: (() => void) | undefined;
}

export function createLateFinish(parts: {
  readonly executor: Executor;
  readonly clock: Clock;
  readonly health: CopyHealth;
}): LateFinish {
  const { clock, health } = parts;
  const all = new Set<Late>();
  let paused = false;

  const schedule = (late: Late): void => {
    late.cancel = clock.after(late.wait, () => attempt(late), 'background');
  };
  const attempt = (late: Late): void => {
    late.cancel = undefined;
    finishPrepared(parts, late.shard, late.name, 'COMMIT').then(
      () => {
        all.delete(late);
        health.caughtUp(late.shard);
      },
      () => {
        late.wait = Math.min(late.wait * 2, LONGEST_MS);
        if (!paused) schedule(late);
      },
    );
  };
  return {
    add(shard, name) {
      health.behind(shard);
      const late: Late = { shard, name, wait: FIRST_MS, cancel: undefined };
      all.add(late);
      if (!paused) schedule(late);
    },
    pause() {
      paused = true;
      for (const late of all) late.cancel?.();
    },
    resume() {
      if (!paused) return;
      paused = false;
      for (const late of all) schedule(late);
    },
  };
}
