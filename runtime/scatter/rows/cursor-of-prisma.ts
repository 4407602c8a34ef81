import type { Compare } from '../../merge/merge-until-empty.js';
import type { Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { findsMissing, isNullable, isOfOptionalRow } from '../order/null-terms.js';
import { readerOf } from '../order/sort-values.js';
import type { TotalOrder } from '../order/total-order.js';
import { isSameValue } from './distinct-rows.js';

/**
 * Whether Prisma lets the database begin at the cursor: then the row of the cursor itself need not match
 * the filter of the call. It does so in orders that have all fields of a unique constraint, and nothing that
 * may be null.
 */
export function isFoundByDatabase({ uniques }: ModelPlan, { terms }: TotalOrder): boolean {
  if (terms.some((term) => isNullable(term) || isOfOptionalRow(term))) return false;
  const own = new Set<string>();
  for (const { path, value } of terms) {
    if (path.length === 0 && value.kind === 'field') own.add(value.scalar.name);
  }
  if (uniques.some((fields) => fields.every((name) => own.has(name)))) return true;
  return terms.some(({ model, path, value }) => {
    if (value.kind === 'count' || path.length === 0) return false;
    const { name } = value.scalar;
    const isUnique = model.uniques.some((fields) => fields.length === 1 && fields[0] === name);
    return isUnique && path.every(({ oneToOne }) => oneToOne);
  });
}

/** Those of the rows in order that Prisma's own filter by a cursor finds, which compares null with nothing. */
export function keptByPrisma(
  rows: readonly Fields[],
  { terms }: TotalOrder,
  cursor: Fields,
  compare: Compare<Fields>,
): readonly Fields[] {
  const compared = terms.map((term) => {
    const read = readerOf(term);
    return { term, read, value: read(cursor) ?? null };
  });
  const isKept = (row: Fields): boolean => {
    for (const { read, term, value } of compared) {
      const other = read(row) ?? null;
      if (other === null && findsMissing(term)) return true;
      if (value === null && isNullable(term)) return true;
      if (other === null || value === null) return false;
      if (!isSameValue(other, value)) return compare(row, cursor) > 0;
    }
    return true;
  };
  return rows.filter(isKept);
}
