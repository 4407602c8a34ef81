import { compareKeys } from '../../runtime/key/compare-keys.js';
import { keyFromText } from '../../runtime/key/key-from-text.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import type {
  RangeGroupManifest,
  RangeManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import { describeRange } from '../../runtime/range/describe-range.js';
import type { KeyType } from '../../schema/model/key-type.js';
import { keyText } from './key-text.js';
import type { GeneratedRangeGroup } from './read-generated-topology.js';

/** Keys between two neighbouring bounds; `from` of the lowest ones is undefined. */
interface Stretch {
  readonly from: KeyValue | undefined;
  readonly to: KeyValue | undefined;
}

/** Integers of all widths have one order. */
const orderOf = (type: string | undefined) => (type === 'int' ? 'bigint' : type);

/** Sentences about keys of one group that have a shard now, and would have another one or none. */
export function rangeMoves(
  root: string,
  before: GeneratedRangeGroup,
  now: RangeGroupManifest,
): string[] {
  const [[, type] = []] = Object.entries(now.key);
  if (type === undefined || orderOf(Object.values(before.key)[0]) !== orderOf(type)) {
    const change = `the shard key was ${keyText(before.key)} and becomes ${keyText(now.key)}`;
    return [`${root}: every key gets another shard (${change})`];
  }
  // The wider type reads the bounds of both.
  const widest = type === 'int' ? 'bigint' : type;
  const moves: (Stretch & { readonly old: string; readonly next: string })[] = [];
  for (const stretch of stretches(widest, [...before.ranges, ...now.ranges])) {
    const old = ownerOf(widest, before, stretch);
    if (old === undefined) continue;
    const next = ownerOf(widest, now, stretch) ?? 'nobody';
    const last = moves.at(-1);
    if (old === next) continue;
    if (last !== undefined && last.to === stretch.from && last.old === old && last.next === next) {
      moves[moves.length - 1] = { ...last, to: stretch.to };
    } else {
      moves.push({ ...stretch, old, next });
    }
  }
  return moves.map(({ from, to, old, next }) => {
    const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const keys =
      from === undefined && to === undefined ? 'every key' : `keys ${describeRange(bounds)},`;
    return `${root}: ${keys} from ${old} to ${next}`;
  });
}

/** All keys, cut at every bound: the keys of one stretch all have one owner. */
function stretches(type: KeyType, ranges: readonly RangeManifest[]): readonly Stretch[] {
  const values = ranges
    .flatMap(({ from, to }) => [bound(type, from), bound(type, to)])
    .filter((value) => value !== undefined)
    .sort((a, b) => compareKeys(type, a, b));
  const cuts = [...new Set(values)];
  return [undefined, ...cuts].map((from, i) => ({ from, to: cuts[i] }));
}

function ownerOf(
  type: KeyType,
  { ranges, default: otherwise }: Pick<RangeGroupManifest, 'ranges' | 'default'>,
  { from: begin, to: end }: Stretch,
): string | undefined {
  const found = ranges.find((range) => {
    const [from, to] = [bound(type, range.from), bound(type, range.to)];
    const begins =
      from === undefined || (begin !== undefined && compareKeys(type, from, begin) <= 0);
    const ends = to === undefined || (end !== undefined && compareKeys(type, end, to) <= 0);
    return begins && ends;
  });
  return found?.shard ?? otherwise;
}

const bound = (type: KeyType, text: string | undefined): KeyValue | undefined =>
  text === undefined ? undefined : keyFromText(type, text);
