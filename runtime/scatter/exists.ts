import { type MissingShard, ScatterError } from '../errors/execution-errors.js';
import type { Fields } from '../router/fields.js';
import { refuseOthers } from './refuse-options.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/**
 * Whether a shard has a matching row: true as soon as one says so. That none has one is only known when all
 * have answered.
 */
export function exists(scope: ScatterScope, args: unknown): Promise<boolean> {
  return scatterCall(scope, 'exists', args, (asked, given) => {
    refuseOthers(asked.call, given, ['where']);
    return anyShard(asked, { ...given, take: 1 });
  });
}

/** @throws ShardgenError SG5002. */
function anyShard({ call, askEach, shards }: ScatterCall, args: Fields): Promise<boolean> {
  const failures: MissingShard[] = [];
  return new Promise((resolve, reject) => {
    const asked = shards.map(async (shard) => {
      try {
        // A count of at most one ends at the first row.
        const answers = await askEach([{ shard, method: 'count', args }]);
        if (answers.some(({ value }) => value !== 0)) resolve(true);
      } catch (error) {
        if (!(error instanceof ScatterError)) throw error;
        failures.push(...error.failures);
      }
    });
    Promise.all(asked).then(() => {
      if (failures.length === 0) resolve(false);
      else reject(new ScatterError(call, failures, shards.length));
    }, reject);
  });
}
