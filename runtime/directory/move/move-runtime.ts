import type { ControlDatabase } from '../../control/control-database.js';
import type { Executor } from '../../executor/executor.js';
import {
  declareFailPoints,
  type FailPoint,
  type FailPoints,
} from '../../fail-points/fail-point.js';
import type { Router } from '../../router/router.js';

/** What moves of keys need. */
export interface MoveRuntime {
  readonly router: Router;
  readonly executor: Executor;
  readonly control?: ControlDatabase | undefined;
  readonly failPoints?: FailPoints | undefined;
  readonly entryLifetimeMs?: number | undefined;
}

/** What is going on, for people who wait. */
export type MoveStep =
  /** For `ms` milliseconds, until no process remembers where the key was. */
  | { readonly step: 'waiting'; readonly ms: number }
  | { readonly step: 'fencing' | 'copying' | 'switched' | 'purging' };

/** Of a move, from the mark to the last row. */
export const POINTS = declareFailPoints('moveKey', {
  marked: 'the key is marked, nothing is copied',
  fenced: 'the source refuses writes, nothing is copied',
  copied: 'the rows are on both shards, the directory says the source',
  switched: 'the directory says the target, which refuses writes',
  opened: 'the target takes writes, the rows are on both shards',
  purged: 'the rows are on the target only, the move has not ended',
});

export async function reach({ failPoints }: MoveRuntime, point: FailPoint): Promise<void> {
  if (failPoints !== undefined) await failPoints.reach(point);
}
