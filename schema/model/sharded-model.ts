import type { CopiedTable } from './copied-table.js';
import type { CrossRelation } from './cross-relation.js';
import type { GlobalIndex } from './global-index.js';
import type { Relation } from './relation.js';
import type { ScalarField } from './scalar-field.js';
import type { ShardId } from './shard-id.js';
import type { ShardKeyField } from './shard-key-field.js';
import type { SourceLocation } from './source-location.js';
import type { StoredTable, Table } from './table.js';
import type { UniqueSelector } from './unique-selector.js';

/** Root of a colocation group, or a follower of another model (which may itself be a follower). */
export type Placement =
  | { readonly kind: 'root' }
  | { readonly kind: 'colocated'; readonly with: string };

/** A Prisma model together with the place where its rows live. */
export interface ShardedModel {
  readonly name: string;
  /** The property of PrismaClient: `orderItem` for `OrderItem`. */
  readonly delegate: string;
  /** The user's own `///` text without annotations; empty when there is none. */
  readonly documentation: string;
  /** Name of the colocation group: its root model. */
  readonly group: string;
  readonly placement: Placement;
  /** In the order of the root's key, so that positions pair up across the group. */
  readonly shardKey: readonly ShardKeyField[];
  readonly uniques: readonly UniqueSelector[];
  /** The fields of each constraint beside the id, in the order of the schema. */
  readonly uniqueIndexes: readonly (readonly string[])[];
  /** In the order of the schema. */
  readonly scalars: readonly ScalarField[];
  /** The fields that name one row; none of them is optional. */
  readonly primaryKey: readonly string[];
  /** The table, as the database names it. */
  readonly stored: StoredTable;
  /** In the order of the schema. */
  readonly indexes: readonly GlobalIndex[];
  /** Fields that are filled by a generator, in the order of the schema; also those of the shard key. */
  readonly ids: readonly ShardId[];
  readonly relations: readonly Relation[];
  /** Rows of other models that its rows name without a relation of Prisma's. */
  readonly crossRelations: readonly CrossRelation[];
  /** Only where keys can be moved from shard to shard. */
  readonly table?: Table;
  /** Of a reference model: its table, and the join tables that Prisma keeps for it. */
  readonly copies?: readonly CopiedTable[];
  readonly location: SourceLocation;
}
