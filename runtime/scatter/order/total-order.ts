import type { Fields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';

/** What rows are compared by: a field, or how many rows a relation has. */
export type OrderValue =
  | { readonly kind: 'field'; readonly scalar: ScalarPlan }
  | { readonly kind: 'count'; readonly relation: string };

/** One of the values by which rows are put in order. */
export interface OrderTerm {
  /** The to-one relations that lead from a row to the row that has the value. */
  readonly path: readonly RelationPlan[];
  /** The model of the row that has the value. */
  readonly model: ModelPlan;
  readonly value: OrderValue;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** An order in which no two rows are equal: its last terms are the primary key. */
export interface TotalOrder {
  readonly terms: readonly OrderTerm[];
}

/** The name of what a term compares, from the row on: `customer.name`, `orders._count`. */
export function termName({ path, value }: OrderTerm): string {
  const steps = path.map(({ name }) => name);
  return [
    ...steps,
    ...(value.kind === 'field' ? [value.scalar.name] : [value.relation, '_count']),
  ].join('.');
}

/** The same order from its other end. */
export function reversed({ terms }: TotalOrder): TotalOrder {
  return Object.freeze({
    terms: terms.map((term) => ({
      ...term,
      descending: !term.descending,
      nullsFirst: !term.nullsFirst,
    })),
  });
}

/** An order as Prisma takes it. */
export function toOrderBy({ terms }: TotalOrder): readonly Fields[] {
  return terms.map((term) => {
    const inner = innermost(term);
    return term.path.reduceRight<Fields>((order, { name }) => ({ [name]: order }), inner);
  });
}

function innermost({ descending, nullsFirst, value }: OrderTerm): Fields {
  const sort = descending ? 'desc' : 'asc';
  if (value.kind === 'count') return { [value.relation]: { _count: sort } };
  const { name, nullable } = value.scalar;
  // Without a word on nulls PostgreSQL can use an index, and a column that has none takes no such word.
  if (!nullable || nullsFirst === descending) return { [name]: sort };
  return { [name]: { sort, nulls: nullsFirst ? 'first' : 'last' } };
}
