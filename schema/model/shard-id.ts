/** What makes ids that no other shard and no other process makes. */
export type IdGenerator = 'uuid7' | 'snowflake' | 'snowflake53';

/** A field that is filled by a generator. */
export interface ShardId {
  readonly name: string;
  readonly type: 'text' | 'uuid' | 'bigint';
  readonly generator: IdGenerator;
  /** Its values carry the bucket of their row's shard key. */
  readonly bucket: boolean;
  /** Prisma itself fills the field, or believes that the database does: a call may leave it out. */
  readonly optional: boolean;
}
