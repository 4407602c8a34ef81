import type { Clock } from '../../clock/clock.js';
import { createCallScope, runInScope } from '../../executor/call-scope.js';
import type { Executor } from '../../executor/executor.js';

/** A shard that takes longer to answer nothing is of no use. */
const PROBE_MS = 2_000;

const NOTHING = { text: 'SELECT 1', values: [] } as const;

/** Asks a shard for nothing; rejects when it does not answer in time. */
export function probeShard(executor: Executor, clock: Clock, shard: number): Promise<void> {
  const scope = createCallScope();
  return new Promise((resolve, reject) => {
    const late = () => {
      const error = new Error(`a probe was not answered within ${PROBE_MS} ms`);
      scope.end(error);
      reject(error);
    };
    const cancel = clock.after(PROBE_MS, late, 'background');
    runInScope(scope, () => executor.sql(shard, NOTHING))
      .then(() => resolve(), reject)
      .finally(cancel);
  });
}
