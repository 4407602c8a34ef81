import type {
  PlacementManifest,
  ShardPlacementManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import { closest } from '../../schema/diagnostics/did-you-mean.js';
import {
  noShardTakesKeys,
  placementNamesUnknown,
  wrongConfigValue,
} from '../errors/config-errors.js';
import { describe, refuseUnknownKeys, tableAt } from './check-shape.js';

/** Root model to shard to what it gets of new keys, exactly as the config says it. */
export type ConfiguredPlacement = Readonly<Record<string, PlacementManifest>>;

const MOST_WEIGHT = 1_000_000;

/**
 * The form of `placement`; whether its groups have a directory is checked against the schema.
 *
 * @throws SG2004, SG2005, SG2012, SG2013.
 */
export function checkPlacement(
  file: string,
  value: unknown,
  shards: readonly string[],
): ConfiguredPlacement {
  const groups = Object.entries(tableAt(file, 'placement', value));
  return Object.fromEntries(
    groups.map(([root, group]) => [root, checkGroup(file, `placement.${root}`, group, shards)]),
  );
}

function checkGroup(
  file: string,
  path: string,
  value: unknown,
  shards: readonly string[],
): PlacementManifest {
  const table = tableAt(file, path, value);
  for (const name of Object.keys(table)) {
    if (shards.includes(name)) continue;
    throw placementNamesUnknown(file, path, 'shard', name, closest(name, shards), shards);
  }
  // In the order of the shards, so that the output does not depend on the order of keys.
  const placement = shards
    .filter((name) => table[name] !== undefined)
    .map((name) => [name, checkShard(file, `${path}.${name}`, table[name])] as const);
  const draining = placement.filter(([, { acceptNewKeys }]) => acceptNewKeys === false);
  if (draining.length === shards.length) throw noShardTakesKeys(file, path);
  return Object.fromEntries(placement);
}

function checkShard(file: string, path: string, value: unknown): ShardPlacementManifest {
  const table = tableAt(file, path, value);
  refuseUnknownKeys(file, path, table, ['weight', 'acceptNewKeys']);
  const { weight, acceptNewKeys } = table;
  if (acceptNewKeys !== undefined && typeof acceptNewKeys !== 'boolean') {
    throw wrongConfigValue(file, `${path}.acceptNewKeys`, 'true or false', describe(acceptNewKeys));
  }
  if (weight !== undefined && !isWeight(weight)) {
    const expected = `a number above 0, at most ${MOST_WEIGHT}`;
    const fix = `write ${expected}, or acceptNewKeys: false for a shard that shall get no new keys`;
    throw wrongConfigValue(file, `${path}.weight`, expected, describe(weight), fix);
  }
  return {
    ...(weight === undefined ? {} : { weight }),
    ...(acceptNewKeys === undefined ? {} : { acceptNewKeys }),
  };
}

const isWeight = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value <= MOST_WEIGHT;
