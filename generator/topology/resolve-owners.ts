import { ownEntry } from '../../runtime/manifest/own-entry.js';
import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { INDEX_GROUP } from '../../runtime/topology/build-topology.js';
import { evenSplit } from '../../runtime/topology/even-split.js';
import { closest } from '../../schema/diagnostics/did-you-mean.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { Strategy } from '../../schema/model/strategy.js';
import type { ProjectConfig } from '../config/project-config.js';
import { ownersDoNotCover } from '../errors/config-errors.js';
import { quotedList } from '../errors/quote.js';
import type { Owners } from '../plan/generation-input.js';
import { indexManifest } from '../plan/group-manifest.js';
import { rangesOf } from './ranges-of.js';

const OWNERLESS: Readonly<Record<Exclude<Strategy['kind'], 'hash'>, string>> = {
  geographic: 'the group has regions, not buckets; its annotation in the schema names their shards',
  range: 'the group has ranges, not buckets; its annotation in the schema names their shards',
  lookup:
    'the group has a directory, not buckets; `placement` of the config says where new keys go',
  custom: 'the group has a function, not buckets',
  global: 'the model is global and has no buckets; its annotation in the schema names its shard',
};

type GroupOwners = Readonly<Record<string, readonly BucketRange[]>>;

/** The first thing wrong with how ranges share out `[0, buckets)`, or undefined. */
function coverageProblem(owners: GroupOwners, buckets: number): string | undefined {
  const ranges = Object.entries(owners)
    .flatMap(([shard, list]) => list.map(([from, to]) => ({ shard, from, to })))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let covered = 0;
  let last = '';
  for (const { shard, from, to } of ranges) {
    if (to > buckets) {
      return `"${shard}" owns [${from}, ${to}), but the buckets are [0, ${buckets})`;
    }
    if (from > covered) return `nobody owns the buckets [${covered}, ${from})`;
    if (from < covered) {
      const overlap = `[${from}, ${Math.min(covered, to)})`;
      return last === shard
        ? `"${shard}" names the buckets ${overlap} twice`
        : `both "${last}" and "${shard}" own the buckets ${overlap}`;
    }
    covered = to;
    last = shard;
  }
  return covered < buckets ? `nobody owns the buckets [${covered}, ${buckets})` : undefined;
}

function evenOwners(file: string, root: string, buckets: number, shards: readonly string[]) {
  if (shards.length > buckets) {
    const problem = `${shards.length} shards cannot share ${buckets} buckets; raise \`buckets\` in @@shard.hash of ${root}`;
    throw ownersDoNotCover(file, 'shards', problem);
  }
  return rangesOf(evenSplit(buckets, shards.length), shards);
}

/** Each shard of the group in declared order, so that the output does not depend on the order of keys. */
function inShardOrder(owners: GroupOwners, shards: readonly string[]): GroupOwners {
  const sorted = (list: readonly BucketRange[]) => [...list].sort(([a], [b]) => a - b);
  return Object.fromEntries(shards.map((shard) => [shard, sorted(ownEntry(owners, shard) ?? [])]));
}

/** The groups that have buckets, and global indexes, which have some too. */
function hashedGroups(model: ShardingModel): readonly { root: string; buckets: number }[] {
  const groups = model.groups.flatMap(({ root, strategy }) =>
    strategy.kind === 'hash' ? [{ root, buckets: strategy.buckets }] : [],
  );
  const index = indexManifest(model, {});
  return index === undefined ? groups : [...groups, { root: INDEX_GROUP, buckets: index.buckets }];
}

/**
 * Which shard owns which buckets of each hashed colocation group: as the config says, else an even split
 * in declared order. Empty without shards.
 *
 * @throws SG2009 when the config's ranges leave gaps, overlap, or name no group of the schema.
 */
export function resolveOwners(model: ShardingModel, config: ProjectConfig): Owners {
  const shards = config.shards.map((shard) => shard.name);
  if (shards.length === 0) return {};
  const roots = model.groups.map((group) => group.root);
  const hashed = hashedGroups(model);
  for (const root of Object.keys(config.owners)) {
    const group = model.groups.find((each) => each.root === root);
    if (group?.strategy.kind === 'hash' || hashed.some((each) => each.root === root)) continue;
    if (group !== undefined) {
      const problem = OWNERLESS[group.strategy.kind];
      throw ownersDoNotCover(config.shownAs, `topology.owners.${root}`, problem);
    }
    const near = closest(root, roots);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    const problem = `the schema has no colocation group "${root}"${hint} The groups are ${quotedList(roots)}`;
    throw ownersDoNotCover(config.shownAs, 'topology.owners', problem);
  }
  return Object.fromEntries(
    hashed.map(({ root, buckets }) => {
      const given = ownEntry(config.owners, root);
      if (given === undefined) {
        return [root, evenOwners(config.shownAs, root, buckets, shards)] as const;
      }
      const problem = coverageProblem(given, buckets);
      if (problem !== undefined) {
        throw ownersDoNotCover(config.shownAs, `topology.owners.${root}`, problem);
      }
      return [root, inShardOrder(given, shards)] as const;
    }),
  );
}
