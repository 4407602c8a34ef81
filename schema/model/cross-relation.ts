import type { KeyType } from './key-type.js';

/** A field that holds the same value as a field of another row. */
export interface ReferencePair {
  readonly field: string;
  /** The field of the target. */
  readonly references: string;
  /** What both hold, which says when two values are the same. */
  readonly type: KeyType;
}

/** A row names a row of another model, which may live on another shard: nothing in a database ties the two. */
export interface CrossRelation {
  readonly name: string;
  readonly target: string;
  /** The target has one row at most with such values, and its shard key is among them. */
  readonly pairs: readonly ReferencePair[];
}

/** `loadProduct`: the method that finds the rows at the other end. */
export function loaderName({ name }: Pick<CrossRelation, 'name'>): string {
  return `load${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
