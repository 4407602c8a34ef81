import type { Quantity } from '../totals/quantity.js';

export type Operator = 'equals' | 'differs' | 'in' | 'notIn' | 'lt' | 'lte' | 'gt' | 'gte';

/** One comparison of a value of a group. */
export interface Comparison {
  readonly operator: Operator;
  /** Of `in` and `notIn` a list; with null the others ask whether there is a value. */
  readonly operand: unknown;
}

/** A look at one value of a group: all comparisons hold, of which there is at least one. */
export interface Test {
  readonly kind: 'test';
  readonly quantity: Quantity;
  readonly comparisons: readonly Comparison[];
}

/** What a group has to be like, as Prisma's `having` says it. */
export type Condition =
  | { readonly kind: 'all' | 'any' | 'none'; readonly parts: readonly Condition[] }
  | Test;
