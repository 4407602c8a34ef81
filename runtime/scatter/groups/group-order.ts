import { type Fields, isFields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import { isTotalName, type Quantity } from '../totals/quantity.js';
import { whyUnordered } from '../totals/why-unordered.js';

/** By what groups are sorted. */
export interface GroupTerm {
  readonly quantity: Quantity;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/**
 * The terms of an `orderBy` for groups. What Prisma refuses is left out: the shards are asked by the order
 * as it was given, so that it does.
 */
export function readGroupOrder(plan: ModelPlan, given: Fields): readonly GroupTerm[] {
  const orderBy = given['orderBy'];
  return (Array.isArray(orderBy) ? orderBy : [orderBy]).flatMap((entry) =>
    isFields(entry) ? Object.keys(entry).flatMap((name) => termsOf(plan, name, entry[name])) : [],
  );
}

function termsOf(plan: ModelPlan, name: string, value: unknown): readonly GroupTerm[] {
  if (!isTotalName(name)) {
    return plan.scalars.has(name) ? term({ total: undefined, field: name }, value) : [];
  }
  if (!isFields(value)) return [];
  return Object.keys(value).flatMap((field) => term({ total: name, field }, value[field]));
}

function term(quantity: Quantity, value: unknown): readonly GroupTerm[] {
  const sort = isFields(value) ? value['sort'] : value;
  if (sort !== 'asc' && sort !== 'desc') return [];
  const descending = sort === 'desc';
  const nulls = isFields(value) ? value['nulls'] : undefined;
  // PostgreSQL takes NULL for greater than all values.
  const nullsFirst = nulls === undefined ? descending : nulls === 'first';
  return [{ quantity, descending, nullsFirst }];
}

/**
 * Prisma orders by the primary key where a part is asked for and no order is said; undefined where it
 * refuses that, since the key is not grouped by.
 */
export function orderOfParts(
  { primaryKey }: ModelPlan,
  by: readonly ScalarPlan[],
): readonly GroupTerm[] | undefined {
  return primaryKey.every((field) => by.includes(field)) ? primaryKey.map(ascending) : undefined;
}

/** The terms that tell groups apart which are equal by all others, as far as the database orders them. */
export function tieBreaks(
  by: readonly ScalarPlan[],
  terms: readonly GroupTerm[],
): readonly GroupTerm[] {
  const used = new Set(terms.flatMap(({ quantity: { total, field } }) => (total ? [] : [field])));
  return by
    .filter(({ kind, name }) => !used.has(name) && whyUnordered(kind) === undefined)
    .map(ascending);
}

function ascending({ name }: ScalarPlan): GroupTerm {
  return {
    quantity: { total: undefined, field: name },
    descending: false,
    nullsFirst: false,
  };
}

/** The same order from its end. */
export function reversed(terms: readonly GroupTerm[]): readonly GroupTerm[] {
  return terms.map(({ quantity, descending, nullsFirst }) => ({
    quantity,
    descending: !descending,
    nullsFirst: !nullsFirst,
  }));
}
