import type { IdGenerator } from '../../schema/model/shard-id.js';
import type { Soon } from '../directory/find-shard.js';

/** An id that somebody needs. */
export interface WantedId {
  readonly generator: IdGenerator;
  /** Which it has to carry, if any. */
  readonly bucket: number | undefined;
}

/** Makes ids that no other process makes. */
export interface Ids {
  /**
   * One id for each that is wanted, in order: at once, unless a worker number has to be leased first.
   *
   * @example ids.draw([{ generator: 'uuid7', bucket: undefined }])
   * @throws ShardgenError SG3401, SG3402, SG3404, SG3803, SG3805.
   */
  draw(wanted: readonly WantedId[]): Soon<readonly (string | bigint)[]>;
  /** Gives all worker numbers back; a later call leases others. Never throws. */
  release(): Promise<void>;
  /** The databases were made as new: what is leased is not leased any more. */
  forget(): void;
}
