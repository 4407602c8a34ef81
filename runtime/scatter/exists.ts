import { type MissingShard, ScatterError } from '../errors/execution-errors.js';
import type { Fields } from '../router/fields.js';
import { failuresOf, refusalIn } from './ask-shards.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { refuseOthers } from './refuse-options.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** A count of at most one ends at the first row. */
export function planExists({ call }: PlannedCall, given: Fields | undefined): ExistsPlan {
  refuseOthers(call, given, ['where']);
  const args = { ...given, take: 1 };
  return { asks: 'count', args, merge: [{ operator: 'any-row' }], hiddenColumns: [] };
}

interface ExistsPlan extends ReadPlan {
  readonly args: Fields;
}

/**
 * Whether a shard has a matching row: true as soon as one says so. That none has one is only known when all
 * have answered.
 */
export function exists(scope: ScatterScope, args: unknown): Promise<boolean> {
  return scatterCall(scope, 'exists', args, async (asked, given) => {
    const { args: first, asks } = planExists({ ...scope, call: asked.call }, given);
    if (asked.options.onFailure === 'fail') {
      return anyShard(asked, scope.runtime.router.topology.shards, first);
    }
    const answers = await asked.ask(asks, first);
    return answers.some(({ value }) => value !== 0);
  });
}

/** @throws ShardgenError SG5002. */
function anyShard(
  { attempt, call, shards }: ScatterCall,
  names: readonly string[],
  args: Fields,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const asked = shards.map(async (shard): Promise<readonly MissingShard[]> => {
      try {
        const outcomes = await attempt([{ shard, method: 'count', args }]);
        if (outcomes.some((outcome) => outcome.ok && outcome.value !== 0)) resolve(true);
        return failuresOf(names, outcomes);
      } catch (error) {
        if (!(error instanceof ScatterError)) throw error;
        return error.failures;
      }
    });
    Promise.all(asked)
      .then((failed) => {
        const failures = failed.flat();
        if (failures.length > 0) {
          throw refusalIn(failures) ?? new ScatterError(call, failures, shards.length);
        }
        resolve(false);
      })
      .catch(reject);
  });
}
