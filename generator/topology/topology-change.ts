import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import type { Owners } from '../plan/generation-input.js';
import type { GeneratedGroup } from './read-generated-topology.js';

function ownerTable(owners: Readonly<Record<string, readonly BucketRange[]>>, buckets: number) {
  const table: (string | undefined)[] = new Array(buckets);
  for (const [shard, ranges] of Object.entries(owners)) {
    for (const [from, to] of ranges) table.fill(shard, from, to);
  }
  return table;
}

/** Sentences about the existing buckets of one group that would change their shard. */
function movesOf(
  root: string,
  before: GeneratedGroup,
  after: Readonly<Record<string, readonly BucketRange[]>>,
): string[] {
  const old = ownerTable(before.owners, before.buckets);
  const next = ownerTable(after, before.buckets);
  const moves: string[] = [];
  for (let from = 0; from < before.buckets; ) {
    let to = from + 1;
    while (to < before.buckets && old[to] === old[from] && next[to] === next[from]) to += 1;
    if (old[from] !== undefined && old[from] !== next[from]) {
      moves.push(
        `${root}: buckets [${from}, ${to}) from ${old[from]} to ${next[from] ?? 'nobody'}`,
      );
    }
    from = to;
  }
  return moves;
}

/**
 * How the new topology would move buckets that exist already. New and removed groups move nothing.
 *
 * @param buckets the number of buckets of each group now, by root model.
 */
export function topologyMoves(
  before: ReadonlyMap<string, GeneratedGroup>,
  buckets: ReadonlyMap<string, number>,
  after: Owners,
): readonly string[] {
  const moves: string[] = [];
  for (const [root, group] of before) {
    const now = buckets.get(root);
    const owners = after[root];
    if (now === undefined) continue;
    if (owners === undefined) {
      moves.push(`${root}: no config names the shards any more, so every bucket loses its owner`);
    } else if (now !== group.buckets) {
      moves.push(`${root}: every key gets another bucket (${group.buckets} buckets become ${now})`);
    } else {
      moves.push(...movesOf(root, group, owners));
    }
  }
  return moves;
}
