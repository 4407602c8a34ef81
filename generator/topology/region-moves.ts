import { ownEntry } from '../../runtime/manifest/own-entry.js';
import type { GeographicGroupManifest } from '../../runtime/manifest/sharding-manifest.js';
import { createBoxIndex, firstMatches } from '../../schema/model/box-index.js';
import {
  ANY_VALUE,
  intersection,
  type RegionBox,
  remainder,
  valuesIn,
} from '../../schema/model/region-space.js';
import { keyText } from './key-text.js';
import type { GeneratedGeographicGroup } from './read-generated-topology.js';

/** Keys, and the shard of their rows. */
interface Claim {
  readonly shard: string;
  readonly boxes: readonly RegionBox[];
}

/** Sentences about keys of one group that have a shard now, and would have another one or none. */
export function regionMoves(
  root: string,
  before: GeneratedGeographicGroup,
  now: GeographicGroupManifest,
): string[] {
  const types = [before.key, now.key].map((key) => Object.values(key));
  if (types[0]?.length !== types[1]?.length) {
    const change = `the shard key was ${keyText(before.key)} and becomes ${keyText(now.key)}`;
    return [`${root}: every key gets another shard (${change})`];
  }
  const [old, next] = [before.caseInsensitive === true, now.caseInsensitive === true];
  if (old !== next && types.flat().some((type) => type !== 'enum')) {
    const change = `caseInsensitive was ${old} and becomes ${next}`;
    return [`${root}: letter case decides anew where keys live (${change})`];
  }
  const fields = Object.keys(now.key);
  const owners = new Map(
    claimsOf(now).flatMap(({ shard, boxes }) => boxes.map((box) => [box, shard] as const)),
  );
  const index = createBoxIndex([...owners.keys()]);
  return claimsOf(before).flatMap(({ shard, boxes }) => {
    const move = (box: RegionBox, to: string) =>
      `${root}: ${describeBox(fields, box)} from ${shard} to ${to}`;
    return boxes.flatMap((box) => {
      const near = index.near(box);
      const elsewhere = near.flatMap((other) => {
        const to = owners.get(other) ?? '';
        const both = to === shard ? undefined : intersection(box, other);
        return both === undefined ? [] : [move(both, to)];
      });
      return [...elsewhere, ...remainder(box, near).map((lost) => move(lost, 'nobody'))];
    });
  });
}

/** What each region has, the earlier ones taken out; the default has the rest. */
function claimsOf({
  key,
  regions,
  default: otherwise,
}: GeneratedGeographicGroup): readonly Claim[] {
  const fields = Object.keys(key);
  const boxes = regions.map(({ values }) =>
    fields.map((field) => {
      const said = ownEntry(values, field);
      return said === undefined ? ANY_VALUE : valuesIn(said);
    }),
  );
  const shards = regions.map(({ shard }) => shard);
  if (otherwise !== undefined) {
    boxes.push(fields.map(() => ANY_VALUE));
    shards.push(otherwise);
  }
  return firstMatches(boxes).map((own, i) => ({ shard: shards[i] ?? '', boxes: own }));
}

/** `country "US", state other than "CA"` */
function describeBox(fields: readonly string[], box: RegionBox): string {
  const said = box.flatMap(({ except, values }, i) => {
    const listed = [...values].map((value) => JSON.stringify(value)).join(' or ');
    if (except && values.size === 0) return [];
    return [`${fields[i] ?? ''} ${except ? 'other than ' : ''}${listed}`];
  });
  return said.length === 0 ? 'every key' : said.join(', ');
}
