import type { ModelMethod } from '../../executor/model-method.js';

/**
 * What a call over several shards would do, found out without asking a database: its shards, what each of
 * them is asked, and what is made of their answers.
 */
export interface ScatterPlan {
  readonly model: string;
  readonly method: string;
  readonly route: ScatterRoute;
  /** The method of Prisma that every shard runs. */
  readonly asks: ModelMethod;
  /** The arguments that every shard gets. By `take`, the most that one shard is asked for: its part may do. */
  readonly pushedDown: Readonly<Record<string, unknown>>;
  /** What is done with the answers, in order. */
  readonly merge: readonly MergeStep[];
  /** What is read besides what was asked for, and is not handed out: paths from the row. */
  readonly hiddenColumns: readonly string[];
  readonly limits: ScatterLimits;
}

/** Which shards are asked. */
export interface ScatterRoute {
  /** `directory`: the keys that the filter names are looked up first. */
  readonly kind: 'shards' | 'directory';
  /** Names, in the order of the config; where a directory is asked, all that may be among them. */
  readonly shards: readonly string[];
  /** Shards that would be asked without the filter: it can match no row of theirs. */
  readonly pruned: readonly string[];
  /** One sentence. */
  readonly why: string;
}

/** What a call may take; `undefined` for no limit. */
export interface ScatterLimits {
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly concurrency: number;
  readonly deadlineMs: number | undefined;
}

/** One thing that is done with the answers of the shards. */
export interface MergeStep {
  readonly operator: MergeOperator;
  readonly [detail: string]: unknown;
}

export type MergeOperator =
  /** The rows of the shards, one shard after the other. */
  | 'concat'
  /** Sorted rows of the shards into one sorted list, `by` these terms. */
  | 'merge-sorted'
  /** A shard compares the values of a text `field`, where they have to be compared across shards. */
  | 'rank-text'
  /** The order of an enum's values is read from a shard. */
  | 'rank-enum'
  /** The first row of each combination of the fields `by`. */
  | 'distinct'
  | 'skip'
  | 'take'
  /** The rows were read backwards. */
  | 'reverse'
  /** Hidden columns are taken out. */
  | 'strip'
  /** Each shard is asked for so many `rows` at a time, each time behind the last of them. */
  | 'read-batches'
  /** The shards are asked for the rows behind these `values`: their `where` is narrowed by them. */
  | 'begin-behind'
  /** The row of `cursor` is read first, and the shards are asked for what comes after it. */
  | 'find-cursor'
  /** Numbers of the shards are added. */
  | 'sum'
  /** Sums are divided by counts. */
  | 'average'
  | 'least'
  | 'greatest'
  /** Groups that are equal by the fields `by` are put together. */
  | 'merge-groups'
  /** Groups that do not meet the conditions are left out. */
  | 'having'
  /** Groups are sorted `by` these terms. */
  | 'sort-groups'
  /** The row that one shard has; two are an error. */
  | 'only-row'
  /** Whether a shard has a row. */
  | 'any-row';
