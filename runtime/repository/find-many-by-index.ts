import { findShards } from '../directory/find-shard.js';
import { whenSettled } from '../directory/without-strays.js';
import { illegalIndexValue } from '../errors/index-errors.js';
import { internalError } from '../errors/internal-error.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import { givenValue, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { narrowWhere } from '../router/narrow-where.js';
import { readArguments, readOnce } from '../router/read-once.js';
import { findMany } from '../scatter/find-many.js';
import { readScatterOptions } from '../scatter/options/read-options.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { keysOfValue } from './route-by-index.js';

/**
 * The rows with a value of a global index that is not unique: asks the shards that may have some, and no
 * other.
 *
 * @throws ShardgenError SG3011, SG3601, SG3604, SG5001, SG5002.
 */
export async function findManyByIndex(
  runtime: ShardRuntime,
  plan: ModelPlan,
  name: string,
  given: unknown,
  args: unknown,
): Promise<unknown> {
  const index = plan.indexes.find((each) => each.name === name);
  if (index === undefined) throw internalError(`${plan.name} has no global index ${name}`);
  const values = readOnce(given);
  const call = { model: plan.name, method: 'findMany' } as const;
  const canonical = index.fields.map((field) => {
    const value = isFields(values) ? givenValue(values, field.name) : undefined;
    const found = canonicalField(field, value);
    if (found !== undefined) return found;
    throw illegalIndexValue(call, field.name, 'values', value, legalValue(field));
  });
  const options = readArguments(args);
  const where = isFields(options) ? options['where'] : undefined;
  const asker = { model: plan.name, method: 'onShards' } as const;
  const scattered = readScatterOptions(asker, undefined, runtime.running.settings);
  return whenSettled(runtime, plan, call, async () => {
    const keys = await keysOfValue(runtime, plan, 'findMany', index, canonical);
    const shards = new Set(await findShards(runtime, plan, keys, 'findMany'));
    // Where no shard has a row, one is asked all the same: it refuses what Prisma does not take.
    const asked = shards.size === 0 ? [0] : [...shards].sort((a, b) => a - b);
    return findMany(
      { runtime, plan, chosen: asked, options: scattered },
      {
        ...(isFields(options) ? options : {}),
        where: narrowWhere(where, isFields(values) ? values : {}),
      },
    );
  });
}
