import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { closest } from '../../schema/diagnostics/did-you-mean.js';
import { ownersDoNotCover, wrongConfigValue } from '../errors/config-errors.js';
import { quotedList } from '../errors/quote.js';
import { describe, tableAt } from './check-shape.js';
import type { ConfiguredOwners } from './project-config.js';

function checkRange(file: string, path: string, value: unknown): BucketRange {
  const [from, to, ...rest]: readonly unknown[] = Array.isArray(value) ? value : [];
  const whole = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 0;
  if (!whole(from) || !whole(to) || from >= to || rest.length > 0) {
    const given = Array.isArray(value) ? `[${value.map(describe).join(', ')}]` : describe(value);
    throw wrongConfigValue(file, path, 'a half-open range [from, to) with from < to', given);
  }
  return [from, to];
}

/** The form of `topology.owners`; whether the ranges cover the buckets is checked against the schema. */
export function checkOwners(
  file: string,
  value: unknown,
  shards: readonly string[],
): ConfiguredOwners {
  const owners: Record<string, Record<string, readonly BucketRange[]>> = {};
  for (const [root, group] of Object.entries(tableAt(file, 'topology.owners', value))) {
    const rows: Record<string, readonly BucketRange[]> = {};
    const path = `topology.owners.${root}`;
    for (const [shard, ranges] of Object.entries(tableAt(file, path, group))) {
      if (!shards.includes(shard)) {
        const near = closest(shard, shards);
        const hint = near === undefined ? '' : `; did you mean "${near}"?`;
        const problem = `there is no shard "${shard}"${hint} The shards are ${quotedList(shards)}`;
        throw ownersDoNotCover(file, path, problem);
      }
      if (ranges === undefined) continue;
      if (!Array.isArray(ranges)) {
        throw wrongConfigValue(file, `${path}.${shard}`, 'a list of ranges', describe(ranges));
      }
      rows[shard] = ranges.map((range, i) => checkRange(file, `${path}.${shard}[${i}]`, range));
    }
    owners[root] = rows;
  }
  return owners;
}
