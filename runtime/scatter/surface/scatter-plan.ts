/**
 * What a call over several shards would do, found out without asking a database: its shards, what each of
 * them is asked, and what is made of their answers.
 */
export interface ScatterPlan {
  readonly model: string;
  readonly method: string;
  readonly route: ScatterRoute;
  /** The arguments that every shard gets. */
  readonly pushedDown: Readonly<Record<string, unknown>>;
  /** What is done with the answers, in order. */
  readonly merge: readonly MergeStep[];
  /** What is read besides what was asked for, and is not handed out: paths from the row. */
  readonly hiddenColumns: readonly string[];
}

/** Which shards are asked. */
export interface ScatterRoute {
  /** Names, in the order of the config; undefined where a directory has to be asked first. */
  readonly shards: readonly string[] | undefined;
  /** Whether the filter leaves out any. */
  readonly pruned: boolean;
  /** One sentence. */
  readonly why: string;
}

/** One thing that is done with the answers of the shards. */
export interface MergeStep {
  readonly operator: string;
  readonly [detail: string]: unknown;
}
