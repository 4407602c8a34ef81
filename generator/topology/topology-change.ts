import type {
  BucketRange,
  GroupManifest,
  HashGroupManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import { keyText } from './key-text.js';
import { rangeMoves } from './range-moves.js';
import type { GeneratedGroup, GeneratedHashGroup } from './read-generated-topology.js';
import { regionMoves } from './region-moves.js';

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
  before: GeneratedHashGroup,
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

type KeyTypes = Readonly<Record<string, string>>;

/** PostgreSQL hashes integers of all widths alike. */
const hashOf = (type: string) => (type === 'int' ? 'bigint' : type);

/** Two keys that are hashed alike leave every row in its bucket, and so does another name. */
function isSameHash(before: KeyTypes, after: KeyTypes): boolean {
  const [old, next] = [before, after].map((key) => Object.values(key).map(hashOf));
  return JSON.stringify(old) === JSON.stringify(next);
}

function bucketMoves(root: string, before: GeneratedHashGroup, now: HashGroupManifest): string[] {
  const { buckets, owners, key = {} } = now;
  if (owners === undefined) {
    return [`${root}: no config names the shards any more, so every bucket loses its owner`];
  }
  if (buckets !== before.buckets) {
    const change = `${before.buckets} buckets become ${buckets}`;
    return [`${root}: every key gets another bucket (${change})`];
  }
  if (!isSameHash(before.key, key)) {
    const change = `the shard key was ${keyText(before.key)} and becomes ${keyText(key)}`;
    return [`${root}: every key gets another bucket (${change})`];
  }
  return movesOf(root, before, owners);
}

/** The directory writes keys as texts, in which integers of all widths are alike. */
function entryMoves(root: string, before: KeyTypes, after: KeyTypes): string[] {
  const [old, next] = [before, after].map((key) => Object.values(key).map(hashOf).join());
  if (old === next) return [];
  const change = `the shard key was ${keyText(before)} and becomes ${keyText(after)}`;
  return [`${root}: the directory has the old keys, and none of the new ones (${change})`];
}

/** Entries stand under the name of their group; one that goes while another comes may have been renamed. */
function renames(
  root: string,
  before: ReadonlyMap<string, GeneratedGroup>,
  now: ReadonlyMap<string, GroupManifest>,
): string[] {
  return [...now]
    .filter(([name, { strategy }]) => strategy === 'lookup' && !before.has(name))
    .map(([name]) => `${root}: the directory has its keys under this name, and none under ${name}`);
}

/**
 * How the new topology would move keys that exist already. New and removed groups move nothing.
 *
 * @param now the groups of the schema, by root model.
 */
export function topologyMoves(
  before: ReadonlyMap<string, GeneratedGroup>,
  now: ReadonlyMap<string, GroupManifest>,
): readonly string[] {
  return [...before].flatMap(([root, group]) => {
    const present = now.get(root);
    if (present === undefined) return group.strategy === 'lookup' ? renames(root, before, now) : [];
    if (group.strategy === 'hash' && present.strategy === 'hash') {
      return bucketMoves(root, group, present);
    }
    if (group.strategy === 'geographic' && present.strategy === 'geographic') {
      return regionMoves(root, group, present);
    }
    if (group.strategy === 'range' && present.strategy === 'range') {
      return rangeMoves(root, group, present);
    }
    if (group.strategy === 'lookup' && present.strategy === 'lookup') {
      return entryMoves(root, group.key, present.key);
    }
    if (group.strategy === 'custom' && present.strategy === 'custom') {
      // What the function answers is its author's promise; only another key is seen from here.
      const [old, next] = [group.key, present.key].map((key) => Object.values(key).join());
      if (old === next) return [];
      const change = `the shard key was ${keyText(group.key)} and becomes ${keyText(present.key)}`;
      return [`${root}: every key may get another shard (${change})`];
    }
    if (group.strategy === 'global' && present.strategy === 'global') {
      if (group.shard === present.shard) return [];
      return [`${root}: all rows from ${group.shard} to ${present.shard}`];
    }
    if (group.strategy === 'reference' && present.strategy === 'reference') {
      const added = (present.shards ?? []).filter((shard) => !group.shards.includes(shard));
      if (group.shards.length === 0) return [];
      return added.map((shard) => `${root}: ${shard} has no copy of its rows yet`);
    }
    return [
      `${root}: every key gets another shard (${group.strategy} becomes ${present.strategy})`,
    ];
  });
}
