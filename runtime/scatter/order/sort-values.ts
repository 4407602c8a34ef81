import { type Fields, isFields } from '../../router/fields.js';
import type { OrderTerm, TotalOrder } from './total-order.js';

/** Reads what a term compares out of a row that has its hidden columns. */
export type ReadValue = (row: Fields) => unknown;

/** Null where a relation on the way has no row; a relation of no row has no rows either. */
export function readerOf({ path, value }: OrderTerm): ReadValue {
  const last = value.kind === 'field' ? value.scalar.name : value.relation;
  const read = (row: Fields): unknown => {
    if (value.kind === 'field') return row[last];
    const counts = row['_count'];
    return isFields(counts) ? counts[last] : undefined;
  };
  if (path.length === 0) return read;
  const steps = path.map(({ name }) => name);
  const missing = value.kind === 'field' ? null : 0;
  return (row) => {
    let at: Fields = row;
    for (const step of steps) {
      const next = at[step];
      if (!isFields(next)) return missing;
      at = next;
    }
    return read(at);
  };
}

/** What all terms compare, in their order. */
export function valuesReader({ terms }: TotalOrder): (row: Fields) => readonly unknown[] {
  const readers = terms.map(readerOf);
  return (row) => readers.map((read) => read(row));
}
