/** What the bits of a snowflake are, highest first: ticks, bucket, worker, sequence. */
export interface SnowflakeLayout {
  /** Under which its workers are leased. */
  readonly name: string;
  /** Milliseconds. */
  readonly tickMs: number;
  readonly tickBits: number;
  /** 0 for ids without a bucket. */
  readonly bucketBits: number;
  readonly workerBits: number;
  readonly sequenceBits: number;
}

/** 2026-01-01T00:00:00Z: the tick 0 of all layouts. */
export const ID_EPOCH_MS = 1_767_225_600_000;

export type SnowflakeGenerator = 'snowflake' | 'snowflake53';

interface Layouts {
  readonly plain: SnowflakeLayout;
  readonly bucketed: SnowflakeLayout;
}

/** Ids that are stored have these bits: a layout never changes. */
export const SNOWFLAKE_LAYOUTS: Readonly<Record<SnowflakeGenerator, Layouts>> = {
  snowflake: {
    plain: {
      name: 'snowflake',
      tickMs: 1,
      tickBits: 41,
      bucketBits: 0,
      workerBits: 10,
      sequenceBits: 12,
    },
    bucketed: {
      name: 'snowflake_bucket',
      tickMs: 8,
      tickBits: 38,
      bucketBits: 12,
      workerBits: 7,
      sequenceBits: 6,
    },
  },
  snowflake53: {
    plain: {
      name: 'snowflake53',
      tickMs: 1,
      tickBits: 41,
      bucketBits: 0,
      workerBits: 6,
      sequenceBits: 6,
    },
    bucketed: {
      name: 'snowflake53_bucket',
      tickMs: 512,
      tickBits: 31,
      bucketBits: 12,
      workerBits: 5,
      sequenceBits: 5,
    },
  },
};

export const ALL_LAYOUTS: readonly SnowflakeLayout[] = Object.values(SNOWFLAKE_LAYOUTS).flatMap(
  ({ plain, bucketed }) => [plain, bucketed],
);
