import type { KeyType } from './key-type.js';
import type { IdGenerator } from './shard-id.js';

/** One field of a model's shard key. */
export interface ShardKeyField {
  readonly name: string;
  readonly type: KeyType;
  /** For one of type `enum`: which, and the values that it has in code. */
  readonly enum?: { readonly name: string; readonly values: readonly string[] };
  /** Characters that the column holds, for `@db.VarChar(n)`: longer keys have no row. */
  readonly maxLength?: number;
  /** Decimals that the column keeps, for one of type `decimal`: it rounds others. */
  readonly scale?: number;
  /** A default that has to be computed before routing, since the row's shard depends on it. */
  readonly generated?: 'uuid4' | 'now' | IdGenerator;
}
