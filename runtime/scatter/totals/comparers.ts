import { internalError } from '../../errors/internal-error.js';
import { type CompareValues, compareDates } from '../../merge/compare-values.js';
import { asFields, type Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import { askedComparer, exactComparer } from '../order/field-comparer.js';
import type { AskedField } from '../order/field-order.js';
import type { ShardAnswer } from '../questions/running-call.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { isValueOfField, type Quantity } from './quantity.js';

/** How values of fields compare, once all of them are known. */
export type Comparers = ReadonlyMap<string, CompareValues>;

/** Who is asked for what JavaScript does not know. */
export type CompareScope = Omit<AskedField, 'scalar'>;

/** `answers` are of the shards whose values are compared. */
export function compareScope(
  { plan, runtime: { catalog, router } }: ScatterScope,
  { call, sql }: ScatterCall,
  answers: readonly ShardAnswer[],
): CompareScope {
  const shards = answers.map(({ shard }) => shard);
  return { call, catalog, ask: sql, shards, names: router.topology.shards, model: plan };
}

/** What of which rows is compared. */
interface Compared {
  readonly quantities: readonly Quantity[];
  readonly rows: readonly Fields[];
}

/** What is compared with values that no shard has answered. */
interface Operand {
  readonly field: string;
  readonly value: unknown;
}

/**
 * How the values compare that shards have answered. A shard is asked for what only the
 * database knows, such as the order of texts.
 *
 * @throws ShardgenError SG3043, SG3044, SG3049, and what asking throws.
 */
export async function comparersFor(
  scope: CompareScope,
  compared: readonly Compared[],
  operands: readonly Operand[] = [],
): Promise<Comparers> {
  const fields = new Map<string, unknown[]>();
  for (const { quantities, rows } of compared) {
    for (const quantity of quantities.filter(isValueOfField)) {
      const values = fields.get(quantity.field) ?? [];
      fields.set(quantity.field, values);
      for (const row of rows) values.push(valueIn(row, quantity));
    }
  }
  for (const { field, value } of operands) fields.get(field)?.push(value);
  const comparers = new Map<string, CompareValues>();
  for (const [name, values] of fields) {
    comparers.set(
      name,
      await comparerOf({ ...scope, scalar: scalarOf(scope.model, name) }, values),
    );
  }
  return comparers;
}

/** How values of one field compare, of which these are all. */
async function comparerOf(field: AskedField, values: readonly unknown[]): Promise<CompareValues> {
  const { kind } = field.scalar;
  // The least microsecond is in the least millisecond, and Prisma hands out no more.
  if (kind === 'microdatetime' || kind === 'microtime') return compareDates;
  const exact = exactComparer(kind);
  if (exact !== undefined) return exact;
  const texts = new Set(values.filter((value) => typeof value === 'string'));
  // Nobody is asked about one value.
  return texts.size < 2 ? () => 0 : askedComparer(field, texts);
}

export function scalarOf(plan: ModelPlan, field: string): ScalarPlan {
  const scalar = plan.scalars.get(field);
  if (scalar === undefined) throw internalError(`${plan.name} has no field ${field}`);
  return scalar;
}

/** What a shard says of one quantity. */
export function valueIn(row: Fields, { total, field }: Quantity): unknown {
  if (total === undefined) return row[field];
  const totals = row[total];
  return typeof totals === 'object' && totals !== null ? asFields(totals)[field] : undefined;
}
