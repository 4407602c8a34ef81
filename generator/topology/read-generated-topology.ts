import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { topologyUnreadable } from '../errors/output-errors.js';

/** What an existing generated `topology.ts` says about one group. */
export interface GeneratedGroup {
  readonly buckets: number;
  readonly owners: Readonly<Record<string, readonly BucketRange[]>>;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRange = (value: unknown): value is BucketRange =>
  Array.isArray(value) && value.length === 2 && value.every((bound) => Number.isInteger(bound));

function ownersOf(value: unknown): GeneratedGroup['owners'] | undefined {
  if (!isTable(value)) return undefined;
  const owners: Record<string, readonly BucketRange[]> = {};
  for (const [shard, ranges] of Object.entries(value)) {
    if (!Array.isArray(ranges) || !ranges.every(isRange)) return undefined;
    owners[shard] = ranges;
  }
  return owners;
}

/**
 * The owner table of an existing output folder by root model; groups made while no shard was known
 * are left out, since nothing was promised about them.
 *
 * @throws SG2308 when the file is ours but cannot be understood.
 */
export async function readGeneratedTopology(
  file: string,
): Promise<ReadonlyMap<string, GeneratedGroup>> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { moduleCache: false, fsCache: false });
  let module: unknown;
  try {
    module = await jiti.import(file);
  } catch {
    throw topologyUnreadable(file);
  }
  const topology = isTable(module) ? module['topology'] : undefined;
  const groups = isTable(topology) ? topology['groups'] : undefined;
  if (!isTable(groups)) throw topologyUnreadable(file);
  const read = new Map<string, GeneratedGroup>();
  for (const [root, group] of Object.entries(groups)) {
    if (isTable(group) && group['owners'] === undefined) continue;
    const owners = isTable(group) ? ownersOf(group['owners']) : undefined;
    const buckets = isTable(group) ? group['buckets'] : undefined;
    if (owners === undefined || typeof buckets !== 'number') throw topologyUnreadable(file);
    read.set(root, { buckets, owners });
  }
  return read;
}
