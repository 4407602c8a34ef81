import { LEGAL_VALUES } from '../../runtime/key/canonical-value.js';
import { keyFromText } from '../../runtime/key/key-from-text.js';
import type {
  BucketRange,
  RangeManifest,
  RegionManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import { INDEX_GROUP } from '../../runtime/topology/build-topology.js';
import type { KeyType } from '../../schema/model/key-type.js';
import { topologyUnreadable } from '../errors/output-errors.js';

/** What an existing generated `topology.ts` says about one hashed group. */
export interface GeneratedHashGroup {
  readonly strategy: 'hash';
  readonly buckets: number;
  /** Key field of the root to how it is hashed, in key order. */
  readonly key: Readonly<Record<string, string>>;
  /** `Order.id` to its generator, for ids that carry a bucket. */
  readonly ids?: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, readonly BucketRange[]>>;
}

/** What it says about one geographic group. */
export interface GeneratedGeographicGroup {
  readonly strategy: 'geographic';
  readonly key: Readonly<Record<string, string>>;
  readonly caseInsensitive?: boolean;
  readonly regions: readonly RegionManifest[];
  readonly default?: string;
}

/** What it says about one group of ranges. */
export interface GeneratedRangeGroup {
  readonly strategy: 'range';
  readonly key: Readonly<Record<string, string>>;
  readonly ranges: readonly RangeManifest[];
  readonly default?: string;
}

/** What it says about one group with a directory. */
export interface GeneratedLookupGroup {
  readonly strategy: 'lookup';
  readonly key: Readonly<Record<string, string>>;
}

/** What it says about one custom group. */
export interface GeneratedCustomGroup {
  readonly strategy: 'custom';
  readonly key: Readonly<Record<string, string>>;
}

/** What it says about one global model. */
export interface GeneratedGlobalGroup {
  readonly strategy: 'global';
  readonly shard: string;
}

export type GeneratedGroup =
  | GeneratedHashGroup
  | GeneratedGeographicGroup
  | GeneratedRangeGroup
  | GeneratedLookupGroup
  | GeneratedCustomGroup
  | GeneratedGlobalGroup;

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRange = (value: unknown): value is BucketRange =>
  Array.isArray(value) && value.length === 2 && value.every((bound) => Number.isInteger(bound));

function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isTable(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

function ownersOf(value: unknown): GeneratedHashGroup['owners'] | undefined {
  if (!isTable(value)) return undefined;
  const owners: Record<string, readonly BucketRange[]> = {};
  for (const [shard, ranges] of Object.entries(value)) {
    if (!Array.isArray(ranges) || !ranges.every(isRange)) return undefined;
    owners[shard] = ranges;
  }
  return owners;
}

/**
 * The groups of an existing output folder by root model; groups made while no shard was known are
 * left out, since nothing was promised about them. The file is parsed, not run: it lies in a
 * person's project, and may have been edited.
 *
 * @throws SG2308 when the file is ours but cannot be understood.
 */
export async function readGeneratedTopology(
  file: string,
  text: string,
): Promise<ReadonlyMap<string, GeneratedGroup>> {
  const groups = await groupsIn(text);
  if (!isTable(groups)) throw topologyUnreadable(file);
  const read = new Map<string, GeneratedGroup>();
  for (const [root, group] of Object.entries(groups)) {
    if (!isTable(group)) throw topologyUnreadable(file);
    const reader = READERS.get(group['strategy']) ?? hashGroup;
    if (reader === hashGroup && group['owners'] === undefined) continue;
    const understood = reader(group);
    if (understood === undefined) throw topologyUnreadable(file);
    read.set(root, understood);
  }
  return read;
}

const READERS = new Map<unknown, (group: Table) => GeneratedGroup | undefined>([
  ['geographic', geographicGroup],
  ['range', rangeGroup],
  ['lookup', lookupGroup],
  ['custom', customGroup],
  ['global', globalGroup],
]);

function lookupGroup(group: Table): GeneratedLookupGroup | undefined {
  const key = textsOf(group['key']);
  return key === undefined ? undefined : { strategy: 'lookup', key };
}

function customGroup(group: Table): GeneratedCustomGroup | undefined {
  const key = textsOf(group['key']);
  return key === undefined ? undefined : { strategy: 'custom', key };
}

function globalGroup({ shard }: Table): GeneratedGlobalGroup | undefined {
  return typeof shard === 'string' ? { strategy: 'global', shard } : undefined;
}

function rangeGroup(group: Table): GeneratedRangeGroup | undefined {
  const { default: otherwise, ranges: written } = group;
  const key = textsOf(group['key']);
  if (key === undefined || !Array.isArray(written)) return undefined;
  if ('default' in group && typeof otherwise !== 'string') return undefined;
  const ranges = written.map(rangeOf).filter((range) => range !== undefined);
  if (ranges.length < written.length || !areOfKey(key, ranges)) return undefined;
  return {
    strategy: 'range',
    key,
    ranges,
    ...(typeof otherwise === 'string' ? { default: otherwise } : {}),
  };
}

/** Whether the bounds are values of the key. */
function areOfKey(key: GeneratedRangeGroup['key'], ranges: readonly RangeManifest[]): boolean {
  const [type = ''] = Object.values(key);
  const bounds = ranges.flatMap(({ from, to }) => [from, to]);
  return (
    isKeyType(type) &&
    bounds.every((text) => text === undefined || keyFromText(type, text) !== undefined)
  );
}

const isKeyType = (type: string): type is KeyType => Object.hasOwn(LEGAL_VALUES, type);

function rangeOf(range: unknown): RangeManifest | undefined {
  if (!isTable(range)) return undefined;
  const { from, to, shard } = range;
  // What is there and no text could not be read: the range is not open at that end.
  if ('from' in range && typeof from !== 'string') return undefined;
  if ('to' in range && typeof to !== 'string') return undefined;
  if (typeof shard !== 'string') return undefined;
  const bounds = {
    ...(typeof from === 'string' ? { from } : {}),
    ...(typeof to === 'string' ? { to } : {}),
  };
  return { ...bounds, shard };
}

function hashGroup(group: Table): GeneratedHashGroup | undefined {
  const { buckets } = group;
  const owners = ownersOf(group['owners']);
  const key = textsOf(group['key']);
  if (owners === undefined || key === undefined || typeof buckets !== 'number') return undefined;
  if (!('ids' in group)) return { strategy: 'hash', buckets, key, owners };
  const ids = textsOf(group['ids']);
  return ids === undefined ? undefined : { strategy: 'hash', buckets, key, ids, owners };
}

function geographicGroup(group: Table): GeneratedGeographicGroup | undefined {
  const { caseInsensitive = false, default: otherwise } = group;
  const key = textsOf(group['key']);
  const written = group['regions'];
  const regions = Array.isArray(written) ? written.map(regionOf) : [undefined];
  if (key === undefined || typeof caseInsensitive !== 'boolean') return undefined;
  // What is there and no text could not be read.
  if ('default' in group && typeof otherwise !== 'string') return undefined;
  const read = regions.filter((region) => region !== undefined);
  if (read.length < regions.length) return undefined;
  const rest = typeof otherwise === 'string' ? { default: otherwise } : {};
  return { strategy: 'geographic', key, caseInsensitive, regions: read, ...rest };
}

function regionOf(region: unknown): RegionManifest | undefined {
  if (!isTable(region) || !isTable(region['values'])) return undefined;
  const { shard } = region;
  const values: Record<string, readonly string[]> = {};
  for (const [field, said] of Object.entries(region['values'])) {
    if (!Array.isArray(said) || !said.every((value) => typeof value === 'string')) return undefined;
    values[field] = said;
  }
  return typeof shard === 'string' ? { values, shard } : undefined;
}

async function groupsIn(text: string): Promise<unknown> {
  // Loaded here, since most runs find the topology unchanged and never come this far.
  const { Project } = await import('ts-morph');
  const { readLiteral } = await import('./read-literal.js');
  const project = new Project({ useInMemoryFileSystem: true });
  const declared = project.createSourceFile('topology.ts', text).getVariableDeclaration('topology');
  const initializer = declared?.getInitializer();
  const topology = initializer === undefined ? undefined : readLiteral(initializer);
  if (!isTable(topology)) return undefined;
  const { groups, index } = topology;
  return isTable(groups) && index !== undefined ? { ...groups, [INDEX_GROUP]: index } : groups;
}
