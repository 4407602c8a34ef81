import type { KeyType } from '../../schema/model/key-type.js';
import type { IdGenerator, ShardId } from '../../schema/model/shard-id.js';
import type { CopiedTableManifest, TableManifest } from '../manifest/sharding-manifest.js';
import type { GroupTopology } from '../topology/topology.js';
import type { ScalarPlan, TablePlan } from './scalar-plan.js';

/** One field of a shard key, by position. */
export interface KeyFieldPlan {
  readonly name: string;
  readonly type: KeyType;
  /** In characters; undefined where the column has no limit. */
  readonly maxLength: number | undefined;
  /** Decimals that the column keeps; undefined where it keeps all. */
  readonly scale: number | undefined;
  readonly generated: 'uuid4' | 'now' | IdGenerator | undefined;
}

/** A compound unique selector that holds at least one shard-key field. */
export interface CompoundPlan {
  readonly name: string;
  readonly fields: ReadonlySet<string>;
}

/** A relation, seen from the model that has the field. */
export interface RelationPlan {
  readonly name: string;
  readonly target: ModelPlan;
  readonly list: boolean;
  readonly carriesShardKey: boolean;
  /** A row may be without a row at the other end; always so for a list. */
  readonly optional: boolean;
  /** This side has the foreign key. */
  readonly holdsForeignKey: boolean;
  /** The only row of the target's only row; known where this side has the foreign key. */
  readonly oneToOne: boolean;
  /** Per own key position: the target's field from which Prisma copies it, if any. */
  readonly keySources: readonly (string | undefined)[];
  /**
   * Linking another target changes the shard key: the foreign key consists of shard-key fields only,
   * or takes one from a field that is not the target's shard key.
   */
  readonly isShardKey: boolean;
}

/** A field of a global index. */
export type IndexFieldPlan = Pick<KeyFieldPlan, 'name' | 'type' | 'maxLength'>;

/** A global index of one model. */
export interface IndexPlan {
  /** Under which its entries are kept: `User.email`. */
  readonly id: string;
  /** Prisma's name of the fields together. */
  readonly name: string;
  readonly unique: boolean;
  readonly fields: readonly IndexFieldPlan[];
}

/** A field that is filled by a generator, and is not in the shard key. */
export interface IdPlan {
  readonly name: string;
  readonly type: ShardId['type'];
  readonly maxLength: undefined;
  readonly generator: IdGenerator;
  /** Its values carry the bucket of their row's shard key. */
  readonly bucket: boolean;
}

/** A field of a row, the field of the target that has the same value, and how to compare them. */
export interface ReferencePlan {
  readonly field: string;
  readonly references: string;
  readonly type: KeyType;
}

/** A row of another model that a row names by values, wherever it lives. */
export interface CrossRelationPlan {
  /** The method that loads it. */
  readonly loader: string;
  readonly target: ModelPlan;
  readonly pairs: readonly ReferencePlan[];
  /** Per key position of the target: which pair has the value. */
  readonly keyPairs: readonly number[];
}

/** What routing needs of one model, looked up once when the runtime is created. */
export interface ModelPlan {
  readonly name: string;
  /** The property of PrismaClient. */
  readonly delegate: string;
  readonly group: GroupTopology;
  readonly keyFields: readonly KeyFieldPlan[];
  /** Types of `keyFields`, as the hash wants them. */
  readonly keyTypes: readonly KeyType[];
  readonly hasGeneratedKey: boolean;
  /** Each field that holds values, by its name, in the order of the schema. */
  readonly scalars: ReadonlyMap<string, ScalarPlan>;
  /** The fields that name one row; none of them is optional. */
  readonly primaryKey: readonly ScalarPlan[];
  /** The fields of each constraint by which Prisma knows that an order leaves no ties. */
  readonly uniques: readonly (readonly string[])[];
  readonly stored: TablePlan;
  readonly compounds: readonly CompoundPlan[];
  readonly indexes: readonly IndexPlan[];
  readonly ids: readonly IdPlan[];
  /** Whether a call of this model, with what is nested in it, may need ids before its shard key is known. */
  readonly drawsIds: boolean;
  /** Whether a call of this model may write an id that carries a bucket. */
  readonly carriesBuckets: boolean;
  /** The fields that name one row on its shard; empty without indexes. */
  readonly rowId: readonly string[];
  /** Whether a write to this model, with what is nested in it, may touch a global index. */
  readonly reachesIndex: boolean;
  readonly relations: readonly RelationPlan[];
  /** The relations from which Prisma copies a shard-key field of this model. */
  readonly keyOwners: readonly RelationPlan[];
  readonly crossRelations: ReadonlyMap<string, CrossRelationPlan>;
  /** There where keys can be moved from shard to shard. */
  readonly table?: TableManifest | undefined;
  /** The tables of a reference model. */
  readonly copies?: readonly CopiedTableManifest[] | undefined;
}
