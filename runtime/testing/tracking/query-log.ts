import type { Statement } from './statement.js';
import type { TrackedCall } from './tracked-call.js';

/** A call on one shard that has no answer yet. */
export interface UnansweredCall {
  readonly shard: string;
  readonly model: string;
  readonly method: string;
}

/** Every statement that one set of virtual shards was sent, in order. */
export interface QueryLog {
  /** Since the last `clear()` or `reset()`. */
  readonly statements: readonly Statement[];
  /** The calls that began since then, whether or not they came to a statement. */
  readonly calls: readonly TrackedCall[];
  /** Statements of one shard. Throws SG7002 for a name that no shard has. */
  on(shard: string): readonly Statement[];
  /** Names of the shards that were sent anything, in topology order. */
  readonly shards: readonly string[];
  /** Calls that have no answer yet, such as those that a partition keeps waiting. */
  readonly unanswered: readonly UnansweredCall[];
  clear(): void;
  /** The log as text, one line per statement. */
  toString(): string;
}
