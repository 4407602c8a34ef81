import { type Compare, mergeUntilEmpty } from '../../merge/merge-until-empty.js';
import { BatchSource, type ReadBatch } from './batch-source.js';

/** What merging needs to know of rows. */
export interface ChunkReader<Row, Place> {
  readonly shards: readonly number[];
  readonly read: ReadBatch<Row, Place>;
  /** How the rows of these lists compare; it may have to ask a shard. */
  comparing(lists: readonly (readonly Row[])[]): Promise<Compare<Row>>;
  /** Ends what is being read: nobody wants it any more. */
  stop(): void;
}

/**
 * The rows of several shards in their common order, as many at a time as can be told without another batch.
 * Holds two batches of each shard at most, those that were handed out last among them.
 */
export async function* mergedChunks<Row, Place>(
  { shards, read, comparing, stop }: ChunkReader<Row, Place>,
  after: Place | undefined,
): AsyncGenerator<readonly Row[]> {
  const sources = shards.map((shard) => new BatchSource(shard, read, after));
  try {
    for (;;) {
      await Promise.all(sources.map((source) => source.fill()));
      const lists = sources.map((source) => source.waiting).filter((rows) => rows.length > 0);
      if (lists.length === 0) return;
      const compare = lists.length === 1 ? IN_TURN : await comparing(lists);
      yield mergeUntilEmpty(sources, compare);
    }
  } finally {
    stop();
    await Promise.all(sources.map((source) => source.settle()));
  }
}

/** The rows of one shard come sorted. */
const IN_TURN = () => 0;
