import type { ScatterOptions } from '../../running/scatter-settings.js';

/** Options of calls that fail when a shard does not answer. */
export interface WholeScatterOptions extends ScatterOptions {
  readonly onFailure?: 'fail' | undefined;
}

/** Options of reads that give what the other shards have when one does not answer. */
export interface PartialScatterOptions extends ScatterOptions {
  readonly onFailure: 'partial';
}
