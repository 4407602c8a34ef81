import type { GroupTopology } from '../../topology/topology.js';

/** Of fewer rows than this the second question of an unlucky call costs more than it saves. */
const FEW_ROWS = 40;

/** Standard deviations: where keys are scattered by chance, one call of thousands asks a second time. */
const MARGIN = 4;

/**
 * How many rows each of some shards is asked for at first when so many are `wanted` of all of them together;
 * undefined for all of them. A hash spreads keys evenly, so that each shard has about its part; by other
 * strategies the first rows may well be on one shard.
 */
export function fairShare(
  { strategy }: GroupTopology,
  shards: number,
  wanted: number,
): number | undefined {
  if (strategy !== 'hash' || wanted < FEW_ROWS) return undefined;
  const mean = wanted / shards;
  const share = Math.ceil(mean + MARGIN * Math.sqrt(mean));
  return share < wanted * 0.8 ? share : undefined;
}
