import type { Statement } from './statement.js';

/** A call of the client on one shard, while it runs. */
export interface CallPart {
  /** Parts of one call on several shards share it. */
  readonly number: number;
  readonly shard: string;
  readonly model: string;
  readonly method: string;
  /** How the statements of such a call are tagged. */
  readonly key: string;
  /** How many statements it has had. */
  statements: number;
  /** Whether the caller has got an answer, or an error. */
  answered: boolean;
  /** Who wants to know of its statements. */
  readonly recordings: readonly Recording[];
}

/** A statement whose answer may still be on its way. */
export interface RecordedStatement {
  readonly sequence: number;
  snapshot(): Statement;
}

/** What one function caused, whatever else runs at the same time. */
export interface Recording {
  readonly statements: RecordedStatement[];
  readonly parts: CallPart[];
}
