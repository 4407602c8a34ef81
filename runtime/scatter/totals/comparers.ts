import { internalError } from '../../errors/internal-error.js';
import {
  type Compare,
  compareBooleans,
  compareBytes,
  compareDecimals,
  compareIntegers,
  compareMoments,
  compareNumbers,
} from '../../merge/compare-values.js';
import { asFields, type Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { isValueOfField, type Quantity } from './quantity.js';

/** How values of fields compare, once all of them are known. */
export type Comparers = ReadonlyMap<string, Compare>;

/** What is compared with values that no shard has answered. */
export interface Operand {
  readonly field: string;
  readonly value: unknown;
}

/**
 * How the values compare that shards have answered for these quantities. The database is asked for what only
 * it knows, such as the order of texts.
 */
export async function comparersFor(
  { plan }: ScatterScope,
  asked: ScatterCall,
  quantities: readonly Quantity[],
  rows: readonly Fields[],
  operands: readonly Operand[] = [],
): Promise<Comparers> {
  const fields = new Map<string, unknown[]>();
  for (const quantity of quantities) {
    if (!isValueOfField(quantity)) continue;
    const values = rows.map((row) => valueIn(row, quantity));
    fields.set(quantity.field, [...(fields.get(quantity.field) ?? []), ...values]);
  }
  for (const { field, value } of operands) fields.get(field)?.push(value);
  return new Map(
    await Promise.all(
      [...fields].map(
        async ([name, values]): Promise<[string, Compare]> => [
          name,
          await comparerOf(asked, scalarOf(plan, name), values),
        ],
      ),
    ),
  );
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

async function comparerOf(
  _asked: ScatterCall,
  { kind }: ScalarPlan,
  _values: readonly unknown[],
): Promise<Compare> {
  switch (kind) {
    case 'int':
    case 'bigint':
      return compareIntegers;
    case 'float':
    case 'real':
      return compareNumbers;
    case 'decimal':
    case 'money':
      return compareDecimals;
    case 'boolean':
      return compareBooleans;
    case 'datetime':
    case 'date':
    case 'time':
    case 'microdatetime':
    case 'microtime':
      return compareMoments;
    default:
      return compareBytes;
  }
}
