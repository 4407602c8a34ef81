import { findShards } from '../../directory/find-shard.js';
import { whenSettled } from '../../directory/without-strays.js';
import type { Call } from '../../errors/call.js';
import { internalError } from '../../errors/internal-error.js';
import { loaderArguments, loaderOption } from '../../errors/loader-errors.js';
import { unmergeable } from '../../errors/routing-errors.js';
import type { ShardTask } from '../../executor/run-on-shards.js';
import type { KeyValue } from '../../key/key-value.js';
import { copyRow } from '../../merge/copy-row.js';
import { holdsCursor } from '../../nested-writes/check-cursors.js';
import { guardCopies } from '../../reference/guard/guard-writes.js';
import { asFields, type Fields, isFields } from '../../router/fields.js';
import type { CrossRelationPlan, ModelPlan } from '../../router/model-plan.js';
import { readArguments } from '../../router/read-once.js';
import { askShards } from '../../scatter/ask-shards.js';
import type { ShardRuntime } from '../../shard-runtime.js';
import { inParts, referenceFilter } from './reference-filter.js';
import {
  identityOfTarget,
  keyOfReference,
  type Reference,
  referencesOfRows,
} from './references-of-rows.js';
import { widenProjection } from './widen-projection.js';

const OPTIONS: ReadonlySet<string> = new Set(['select', 'include', 'omit']);

/**
 * The row that each of `rows` names by a cross-shard relation, by position; null where it names none, or
 * one that does not exist. Each different row is asked for once, in one query per shard that may have some.
 *
 * @throws ShardgenError SG3011, SG3013, SG3016, SG3017, SG3021, SG3031 to SG3033, SG5002.
 */
export async function loadRelated(
  runtime: ShardRuntime,
  plan: ModelPlan,
  name: string,
  rows: unknown,
  args: unknown,
): Promise<unknown[]> {
  const relation = plan.crossRelations.get(name);
  if (relation === undefined)
    throw internalError(`${plan.name} has no cross-shard relation ${name}`);
  const call = { model: plan.name, method: relation.loader };
  const given = projectionOf(call, relation, args);
  if (runtime.references !== undefined) {
    guardCopies({ ...relation.target, name: plan.name }, call.method, given);
  }
  const references = referencesOfRows(call, relation, rows);
  const needed = relation.pairs.map((pair) => pair.references);
  const { args: projection, added } = widenProjection(given, needed);
  const answers = await whenSettled(runtime, relation.target, call, async () => {
    const tasks = await tasksFor(runtime, plan, relation, call, references, projection);
    return askShards(runtime, call, tasks);
  });
  const found = new Map<string, Record<string, unknown>>();
  for (const answer of answers) {
    for (const row of Array.isArray(answer) ? answer : []) {
      const identity = identityOfTarget(relation, asFields(row));
      if (identity === undefined)
        throw internalError(`a row of ${relation.target.name} lacks ${needed.join(', ')}`);
      for (const field of added) delete row[field];
      found.set(identity, row);
    }
  }
  return aligned(references, found);
}

function projectionOf(call: Call, { target }: CrossRelationPlan, args: unknown): Fields {
  if (args === undefined) return {};
  const given = readArguments(args);
  if (!isFields(given)) throw loaderArguments(call, given);
  const option = Object.keys(given).find((each) => !OPTIONS.has(each) && given[each] !== undefined);
  if (option !== undefined) throw loaderOption(call, option);
  // One cursor would be meant for rows of many keys.
  if (holdsCursor(target, given)) throw unmergeable(call, 'cursor');
  return given;
}

/** One query per shard, but for very many rows. */
async function tasksFor(
  runtime: ShardRuntime,
  plan: ModelPlan,
  relation: CrossRelationPlan,
  call: Call,
  references: readonly (Reference | undefined)[],
  projection: Fields,
): Promise<readonly ShardTask[]> {
  // Mistakes of routing name the call, which is one of the model that has the rows.
  const routed = { ...relation.target, name: plan.name };
  const asked = new Map<string, { reference: Reference; key: readonly KeyValue[] }>();
  for (const reference of references) {
    if (reference === undefined || asked.has(reference.identity)) continue;
    const key = keyOfReference(relation, reference);
    if (key !== undefined) asked.set(reference.identity, { reference, key });
  }
  const each = [...asked.values()];
  const keys = each.map(({ key }) => key);
  const shards = await findShards(runtime, routed, keys, call.method);
  const byShard = new Map<number, Reference[]>();
  for (const [i, { reference }] of each.entries()) {
    const shard = shards[i] ?? 0;
    const named = byShard.get(shard) ?? [];
    byShard.set(shard, named);
    named.push(reference);
  }
  return [...byShard]
    .sort(([a], [b]) => a - b)
    .flatMap(([shard, named]) =>
      inParts(relation, named).map((part) => ({
        shard,
        operation: {
          model: relation.target.name,
          method: 'findMany' as const,
          args: { ...projection, where: referenceFilter(relation, part) },
        },
      })),
    );
}

/** The first that names a row gets the row itself, others get copies. */
function aligned(
  references: readonly (Reference | undefined)[],
  found: ReadonlyMap<string, unknown>,
): unknown[] {
  const given = new Set<string>();
  return references.map((reference) => {
    const row = reference && found.get(reference.identity);
    if (reference === undefined || row === undefined) return null;
    if (given.has(reference.identity)) return copyRow(row);
    given.add(reference.identity);
    return row;
  });
}
