/** A relation field. Both ends are in one colocation group, or one of them is on every shard. */
export interface Relation {
  readonly name: string;
  /** The model at the other end. */
  readonly target: string;
  readonly list: boolean;
  /** Prisma's `isRequired`: the field is neither optional (`?`) nor a list. */
  readonly required: boolean;
  /** Neither end is a list. */
  readonly oneToOne: boolean;
  /** The relation field at the other end. */
  readonly inverse: string;
  /** Fields of this model that hold the foreign key; empty when the other end holds it. */
  readonly fields: readonly string[];
  /** Fields of the target that `fields` refer to, by position. */
  readonly references: readonly string[];
  /** The foreign key pairs the two shard keys, so the database itself keeps both rows together. */
  readonly carriesShardKey: boolean;
}
