import { internalError } from '../errors/internal-error.js';
import { canonicalField } from '../key/canonical-field.js';
import { type Fields, givenValue, isFields } from '../router/fields.js';
import type { IndexFieldPlan, IndexPlan, ModelPlan } from '../router/model-plan.js';
import { narrowWhere } from '../router/narrow-where.js';
import type { Claim } from './claim.js';
import {
  changesIndex,
  claimsOfPresent,
  claimsOfUpdate,
  type PresentRow,
} from './claims-of-write.js';
import type { IndexRuntime } from './index-session.js';
import { presentRow, type RoutedWrite } from './present-rows.js';

/** Values that a write brings, and those that it may take away. */
export interface Change {
  readonly gains: readonly Claim[];
  readonly losses: readonly Claim[];
}

/** An update that only happens to the row that it was computed from. */
export interface PlannedUpdate extends Change {
  readonly args: Fields;
  /** Whether a row still has what the update was computed from. */
  holdsFor(row: PresentRow): boolean;
}

/**
 * Looks at the row that an update changes: what it has in global indexes, and the fields of an index that
 * the update leaves as they are.
 *
 * @throws ShardgenError SG3601, SG3602.
 */
export async function planUpdate(
  runtime: IndexRuntime,
  write: RoutedWrite,
): Promise<PlannedUpdate> {
  const { args, key, plan } = write;
  const { data } = args;
  const always = { args, gains: [], losses: [], holdsFor: () => true };
  if (!isFields(data)) return always;
  const scope = { call: { model: plan.name, method: write.method }, key };
  // Before anything is sent: mistakes in the arguments.
  const known = claimsOfUpdate(scope, plan, data, {}, 'data');
  if (known.length === 0 && !changesIndex(plan, data)) return always;
  const row = await presentRow(runtime, write, args['where']);
  // A row that comes meanwhile must not get a value that is not reserved for it.
  if (row === null) return { ...always, args: narrowed(args, noRow(plan)) };
  const changed = plan.indexes.filter((index) =>
    index.fields.some((field) => givenValue(data, field.name) !== undefined),
  );
  const kept = keptFields(plan, changed, data);
  const values = Object.fromEntries(kept.map(({ name }) => [name, row[name] ?? null]));
  return {
    args: kept.length === 0 ? args : narrowed(args, values),
    gains: claimsOfUpdate(scope, plan, data, row, 'data'),
    losses: claimsOfPresent(plan, key, row).filter(({ index }) => changed.includes(index)),
    holdsFor: (now) =>
      kept.every(
        (field) =>
          canonicalField(field, now[field.name]) === canonicalField(field, row[field.name]),
      ),
  };
}

/** Fields of changed indexes that the update leaves as they are. */
function keptFields(
  { indexes }: ModelPlan,
  changed: readonly IndexPlan[],
  data: Fields,
): readonly IndexFieldPlan[] {
  const fields = indexes
    .filter((index) => changed.includes(index))
    .flatMap((index) => index.fields);
  const kept = new Map(
    fields
      .filter(({ name }) => givenValue(data, name) === undefined)
      .map((field) => [field.name, field]),
  );
  return [...kept.values()];
}

/**
 * No row matches it; Prisma then says in its own words that there is none. An empty `OR`, which would say the
 * same, is dropped by Prisma where it stands in an `AND`.
 */
function noRow({ keyFields: [field] }: ModelPlan): Fields {
  if (field === undefined) throw internalError('a model with a global index has no shard key');
  return { [field.name]: { in: [] } };
}

const narrowed = (args: Fields, filter: Fields): Fields => ({
  ...args,
  where: narrowWhere(args['where'], filter),
});
