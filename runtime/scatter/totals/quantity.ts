/** The totals of Prisma, in the order in which it documents them. */
export const TOTALS = ['_count', '_sum', '_avg', '_min', '_max'] as const;

export type TotalName = (typeof TOTALS)[number];

/** A total of a field; of `_count` also `_all`, which counts rows. */
export interface Total {
  readonly total: TotalName;
  readonly field: string;
}

/** Something that a group has one value of: a total, or a field by which rows are grouped. */
export type Quantity = Total | { readonly total: undefined; readonly field: string };

export function isTotalName(name: string): name is TotalName {
  return TOTALS.some((total) => total === name);
}

/** As the user finds it in an answer: `_sum.price`, or a field. */
export function quantityName({ total, field }: Quantity): string {
  return total === undefined ? field : `${total}.${field}`;
}

/** Whether it is one of the values of its field, and compares as they do. */
export function isValueOfField({ total }: Quantity): boolean {
  return total === undefined || total === '_min' || total === '_max';
}
