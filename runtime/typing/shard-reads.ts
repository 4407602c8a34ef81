/** The methods that read, and that need no shard key once a shard is named. */
export type ReadMethod =
  | 'aggregate'
  | 'count'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'groupBy';

/** The reading half of Prisma's delegate of a model. */
export type ShardReads<Delegate> = Pick<Delegate, ReadMethod & keyof Delegate>;
