import type { KeyType } from '../../schema/model/key-type.js';
import type { IdGenerator, ShardId } from '../../schema/model/shard-id.js';
import type { Table } from '../../schema/model/table.js';
import type { DatabaseManifest, EnumsManifest, ScalarCode } from './scalar-manifest.js';

/** The form of the manifest that this runtime reads; generated code carries the form it was made for. */
export const MANIFEST_VERSION = 2;

/** Half-open `[from, to)`. */
export type BucketRange = readonly [from: number, to: number];

/** A hashed colocation group: how its key becomes a bucket, and which shard owns which buckets. */
export interface HashGroupManifest {
  readonly strategy: 'hash';
  readonly buckets: number;
  /** Key field of the root to how it is hashed; the generator notices by it when rows would move. */
  readonly key?: Readonly<Record<string, KeyType>>;
  /**
   * `Order.id` to its generator, for ids that carry a bucket; the generator notices by it when rows could not
   * be found any more. Absent where there are none.
   */
  readonly ids?: Readonly<Record<string, IdGenerator>>;
  /** Absent when the shards are not known at build time: then they share the buckets evenly, in order. */
  readonly owners?: Readonly<Record<string, readonly BucketRange[]>>;
}

/** Keys that live on one shard. */
export interface RegionManifest {
  /** Key field of the root to its values there, in the form that is looked up; without one, any. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly shard: string;
}

/** A geographic colocation group: the first region that has a key says its shard. */
export interface GeographicGroupManifest {
  readonly strategy: 'geographic';
  /** Key field of the root to its type, in key order. */
  readonly key: Readonly<Record<string, KeyType>>;
  /** A to Z count like a to z. */
  readonly caseInsensitive?: boolean;
  readonly regions: readonly RegionManifest[];
  /** The shard of all other keys. */
  readonly default?: string;
}

/** Keys from `from` on and before `to`; without one of them, all keys at that end. */
export interface RangeManifest {
  /** In the form in which it is compared, as text. */
  readonly from?: string;
  readonly to?: string;
  readonly shard: string;
}

/** A colocation group of ranges: the range that has a key says its shard. */
export interface RangeGroupManifest {
  readonly strategy: 'range';
  /** The key field of the root to its type, which says the order. */
  readonly key: Readonly<Record<string, KeyType>>;
  /** In the order of keys; no two have a key in common. */
  readonly ranges: readonly RangeManifest[];
  /** The shard of all other keys. */
  readonly default?: string;
}

/** A global model: all its rows live on one shard, whatever their keys. */
export interface GlobalGroupManifest {
  readonly strategy: 'global';
  readonly shard: string;
}

/** A reference model: every shard has a copy of all its rows. */
export interface ReferenceGroupManifest {
  readonly strategy: 'reference';
  /** The shards that have copies; absent when the shards are not known at build time. */
  readonly shards?: readonly string[];
}

/** A colocation group whose keys a function of the user's leads to a shard. */
export interface CustomGroupManifest {
  readonly strategy: 'custom';
  /** Key field of the root to its type, in key order. */
  readonly key: Readonly<Record<string, KeyType>>;
  /** In tests: the shards that the function knows, and which one stands for each. */
  readonly standIns?: Readonly<Record<string, string>>;
}

/** What one shard gets of the new keys of a group. */
export interface ShardPlacementManifest {
  /** Keys in proportion to the other shards. Default 1. */
  readonly weight?: number;
  /** `false` for a shard that is being drained: it keeps its keys and gets no new ones. Default `true`. */
  readonly acceptNewKeys?: boolean;
}

/** Shard to what it gets; a shard that is left out has the defaults. */
export type PlacementManifest = Readonly<Record<string, ShardPlacementManifest>>;

/** A colocation group whose keys a directory in the control database leads to a shard. */
export interface LookupGroupManifest {
  readonly strategy: 'lookup';
  /** Key field of the root to its type, in key order. */
  readonly key: Readonly<Record<string, KeyType>>;
  readonly placement?: PlacementManifest;
}

/** How the key of a colocation group leads to a shard. */
export type KeyedGroupManifest =
  | HashGroupManifest
  | GeographicGroupManifest
  | RangeGroupManifest
  | LookupGroupManifest
  | CustomGroupManifest;

/** Where the rows of a group live. */
export type GroupManifest = KeyedGroupManifest | GlobalGroupManifest | ReferenceGroupManifest;

/** One field of a model's shard key. */
export interface KeyFieldManifest {
  readonly field: string;
  readonly type: KeyType;
  /** Characters that the column holds; PostgreSQL cuts surplus spaces, so longer keys are refused. */
  readonly maxLength?: number;
  /** Decimals that the column keeps: PostgreSQL rounds the others away, so routing does. */
  readonly scale?: number;
  /** A default that is filled in before routing. */
  readonly generated?: 'uuid4' | 'now' | IdGenerator;
}

/** A relation inside a colocation group, or one that leads to or from a reference model. */
export interface RelationManifest {
  readonly model: string;
  readonly list: boolean;
  /** The foreign key pairs both shard keys. */
  readonly carriesShardKey: boolean;
  /** Own foreign-key field to target field; empty when the other end holds the foreign key. */
  readonly foreignKey: Readonly<Record<string, string>>;
  /** Neither end is a list; only where this end holds the foreign key. */
  readonly oneToOne?: true;
}

/** A global index: leads from values to the shard keys of the rows that have them. */
export interface IndexManifest {
  /** Whether a value belongs to one row only. */
  readonly unique: boolean;
  readonly fields: readonly Pick<KeyFieldManifest, 'field' | 'type' | 'maxLength'>[];
}

/** A field that is filled by a generator. */
export interface IdManifest {
  readonly type: ShardId['type'];
  readonly generator: IdGenerator;
  /** A value carries the bucket of its row's shard key. */
  readonly bucket?: true;
}

/** Own field, the target's field that has the same value, and what both hold. */
export type ReferenceManifest = readonly [field: string, references: string, type: KeyType];

/** Rows of another model, which may live on other shards, that rows name by their values. */
export interface CrossRelationManifest {
  readonly model: string;
  readonly pairs: readonly ReferenceManifest[];
}

/** The table of a model, by the names that the database knows. */
export type TableManifest = Table;
/** A table of which every shard has a copy. */
export interface CopiedTableManifest {
  /** Absent for the schema of the connection. */
  readonly schema?: string;
  readonly name: string;
  /** The columns that name one row. */
  readonly id: readonly string[];
}

/** What the runtime has to know about one model. */
export interface ModelManifest {
  readonly name: string;
  /** The property of PrismaClient. */
  readonly delegate: string;
  /** Root model of its colocation group. */
  readonly group: string;
  /** In the order of the root's key; empty for a global or reference model. */
  readonly shardKey: readonly KeyFieldManifest[];
  /** Each field that holds values, in the order of the schema. */
  readonly scalars: Readonly<Record<string, ScalarCode>>;
  /** Of the enums that its fields hold; absent where there are none. */
  readonly enums?: EnumsManifest;
  /** The fields that name one row; none of them is optional. */
  readonly primaryKey: readonly string[];
  /** The fields of each unique constraint beside the id; absent where there are none. */
  readonly uniqueIndexes?: readonly (readonly string[])[];
  /** Absent where the database calls everything as the code does. */
  readonly database?: DatabaseManifest;
  /** Compound unique selectors that hold at least one shard-key field: selector to its fields. */
  readonly compoundUniques: Readonly<Record<string, readonly string[]>>;
  /** By Prisma's name of the fields together; absent where there are none. */
  readonly indexes?: Readonly<Record<string, IndexManifest>>;
  /** Fields with generated values, but for those of the shard key; absent where there are none. */
  readonly ids?: Readonly<Record<string, IdManifest>>;
  /** The fields that name one row on its shard; with `indexes`. */
  readonly rowId?: readonly string[];
  readonly relations: Readonly<Record<string, RelationManifest>>;
  /** By name; absent where there are none. */
  readonly crossRelations?: Readonly<Record<string, CrossRelationManifest>>;
  /** Only where keys can be moved from shard to shard. */
  readonly table?: TableManifest;
  /** Of a reference model: its table, and the join tables that Prisma keeps for it. */
  readonly copies?: readonly CopiedTableManifest[];
}

/** Where a shard's url comes from. Urls themselves are never written into generated code. */
export interface ShardManifest {
  /** Environment variable that holds the url. */
  readonly env?: string;
}

/** Where the url of the control database comes from. */
export interface ControlManifest {
  /** Environment variable that holds the url. */
  readonly env?: string;
}

/** The one constant on which generated code and runtime agree. */
export interface ShardingManifest {
  readonly version: number;
  readonly epoch: number;
  readonly shards: Readonly<Record<string, ShardManifest>>;
  /** There when something in the schema needs a control database. */
  readonly control?: ControlManifest;
  readonly groups: Readonly<Record<string, GroupManifest>>;
  /** How the values of global indexes are spread over the shards; absent where there are none. */
  readonly index?: HashGroupManifest;
  readonly models: Readonly<Record<string, ModelManifest>>;
}
