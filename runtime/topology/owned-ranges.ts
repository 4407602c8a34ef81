import type { KeyType } from '../../schema/model/key-type.js';
import { brokenManifest, codeNamesUnknownShard } from '../errors/topology-errors.js';
import { compareKeys } from '../key/compare-keys.js';
import { keyFromText } from '../key/key-from-text.js';
import { keyRank } from '../key/key-rank.js';
import type { KeyValue } from '../key/key-value.js';
import type { RangeGroupManifest } from '../manifest/sharding-manifest.js';
import type { RangeGroup, RangePiece } from './topology.js';

/**
 * The ranges of a group over the given shards, and the gaps between them.
 *
 * @throws ShardgenError SG4004 when a range names another shard, SG4011 for ranges that are no order of keys.
 */
export function ownedRanges(
  name: string,
  manifest: RangeGroupManifest,
  shards: readonly string[],
): RangeGroup {
  const [[field, type] = [], ...others] = Object.entries(manifest.key);
  if (field === undefined || type === undefined || others.length > 0) {
    throw brokenManifest(`the ranges of group ${name} are not of one key field`);
  }
  const shardNamed = (shard: string) => {
    const index = shards.indexOf(shard);
    if (index < 0) throw codeNamesUnknownShard(`The ranges of group ${name} name`, shard, shards);
    return index;
  };
  const otherwise = manifest.default === undefined ? undefined : shardNamed(manifest.default);
  const pieces: RangePiece[] = [];
  const gap = (from: KeyValue | undefined, to: KeyValue | undefined) =>
    pieces.push({ from, to, range: 'default', shard: otherwise });
  let end: KeyValue | undefined;
  for (const [i, { from: begins, to: ends, shard }] of manifest.ranges.entries()) {
    const from = bound(name, type, begins);
    const to = bound(name, type, ends);
    const isNext = i === 0 || (from !== undefined && end !== undefined);
    const order = [end, from, to].filter((value) => value !== undefined);
    if (!isNext || !isSorted(type, order) || (from !== undefined && from === to)) {
      throw brokenManifest(`the ranges of group ${name} are not in the order of keys`);
    }
    if (from !== undefined && (i === 0 || from !== end)) gap(end, from);
    const bounds = {
      ...(from === undefined ? {} : { from: shown(type, from) }),
      ...(to === undefined ? {} : { to: shown(type, to) }),
    };
    pieces.push({ from, to, range: Object.freeze(bounds), shard: shardNamed(shard) });
    end = to;
  }
  if (end !== undefined || pieces.length === 0) gap(end, undefined);
  const begins = pieces.flatMap(({ from }) => from ?? []);
  const rank = keyRank(type, begins);
  const ranks = pieces.map(({ from }) =>
    from === undefined ? Number.NEGATIVE_INFINITY : rank(from),
  );
  return {
    strategy: 'range',
    name,
    fields: [field],
    type,
    pieces,
    rank,
    ranks: Float64Array.from(ranks),
  };
}

function bound(group: string, type: KeyType, text: string | undefined): KeyValue | undefined {
  if (text === undefined) return undefined;
  const value = keyFromText(type, text);
  if (value === undefined) {
    throw brokenManifest(
      `${JSON.stringify(text)} bounds a range of group ${group}, and is no ${type}`,
    );
  }
  return value;
}

function isSorted(type: KeyType, values: readonly KeyValue[]): boolean {
  return values.every((value, i) => {
    const before = values[i - 1];
    return before === undefined || compareKeys(type, before, value) <= 0;
  });
}

const shown = (type: KeyType, value: KeyValue): KeyValue =>
  type === 'bigint' ? BigInt(value) : value;
