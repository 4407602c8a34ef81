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

/** PostgreSQL hashes integers of all widths alike. */
const hashOf = (type: string) => (type === 'int' ? 'bigint' : type);

/** Two keys that are hashed alike leave every row in its bucket, and so does another name. */
function isSameHash(before: GroupNow['key'], after: GroupNow['key']): boolean {
  const [old, next] = [before, after].map((key) => Object.values(key).map(hashOf));
  return JSON.stringify(old) === JSON.stringify(next);
}

/** What the schema says about a group now. */
export interface GroupNow {
  readonly buckets: number;
  readonly key: Readonly<Record<string, string>>;
}

/**
 * How the new topology would move buckets that exist already. New and removed groups move nothing.
 *
 * @param now the groups of the schema, by root model.
 */
export function topologyMoves(
  before: ReadonlyMap<string, GeneratedGroup>,
  now: ReadonlyMap<string, GroupNow>,
  after: Owners,
): readonly string[] {
  const moves: string[] = [];
  for (const [root, group] of before) {
    const present = now.get(root);
    const owners = after[root];
    if (present === undefined) continue;
    if (owners === undefined) {
      moves.push(`${root}: no config names the shards any more, so every bucket loses its owner`);
    } else if (present.buckets !== group.buckets) {
      moves.push(
        `${root}: every key gets another bucket (${group.buckets} buckets become ${present.buckets})`,
      );
    } else if (!isSameHash(group.key, present.key)) {
      moves.push(
        `${root}: every key gets another bucket (the shard key was ${keyText(group.key)} and becomes ${keyText(present.key)})`,
      );
    } else {
      moves.push(...movesOf(root, group, owners));
    }
  }
  return moves;
}

const keyText = (key: GroupNow['key']) =>
  Object.entries(key)
    .map(([field, type]) => `${field} (${type})`)
    .join(', ');
