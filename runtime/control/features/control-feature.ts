/**
 * Tables that one part of shardgen keeps in the control database, all in the schema `shardgen`.
 * Programs of several versions use them at once, so a later step only adds.
 */
export interface ControlFeature {
  /** Lower-case letters and underscores: it stands in SQL as it is. */
  readonly name: string;
  /** Statements that lead from version n to n + 1, from nothing on. A released step never changes. */
  readonly steps: readonly string[];
}
