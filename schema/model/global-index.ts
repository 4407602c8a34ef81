import type { ShardKeyField } from './shard-key-field.js';

/** A field of a global index. A row without a value in one of them is not in the index. */
export type IndexField = Pick<ShardKeyField, 'name' | 'type' | 'enum' | 'maxLength'>;

/** Leads from a value, which does not say where its row lives, to the shard key of the row. */
export interface GlobalIndex {
  /** Prisma's name of these fields together: `email`, `tenant_slug`, or the name that the user gave them. */
  readonly name: string;
  /** Whether a value belongs to one row only. */
  readonly unique: boolean;
  readonly fields: readonly IndexField[];
}
