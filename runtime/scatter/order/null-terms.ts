import type { OrderTerm } from './total-order.js';

/** Whether the field itself may be null. */
export const isNullable = ({ value }: OrderTerm): boolean =>
  value.kind === 'field' && value.scalar.nullable;

/** Whether it is a field of a row that may be missing. */
export const isOfOptionalRow = ({ path, value }: OrderTerm): boolean =>
  value.kind === 'field' && path.some(({ optional }) => optional);

/**
 * Whether Prisma's filter by a cursor finds rows that lack the value. It asks whether the field is null, or
 * the foreign key of the last relation; a row that is missing for any other reason is compared with nothing.
 */
export function findsMissing(term: OrderTerm): boolean {
  const last = term.path.at(-1);
  const mayHoldNull = last?.holdsForeignKey === true && last.optional;
  return isNullable(term) || (isOfOptionalRow(term) && mayHoldNull);
}
