import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { topologyUnreadable } from '../errors/output-errors.js';

/** What an existing generated `topology.ts` says about one group. */
export interface GeneratedGroup {
  readonly buckets: number;
  /** Key field of the root to how it is hashed, in key order. */
  readonly key: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, readonly BucketRange[]>>;
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRange = (value: unknown): value is BucketRange =>
  Array.isArray(value) && value.length === 2 && value.every((bound) => Number.isInteger(bound));

function keyOf(value: unknown): GeneratedGroup['key'] | undefined {
  if (!isTable(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

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
    if (isTable(group) && group['owners'] === undefined) continue;
    const owners = isTable(group) ? ownersOf(group['owners']) : undefined;
    const key = isTable(group) ? keyOf(group['key']) : undefined;
    const buckets = isTable(group) ? group['buckets'] : undefined;
    if (owners === undefined || key === undefined || typeof buckets !== 'number') {
      throw topologyUnreadable(file);
    }
    read.set(root, { buckets, key, owners });
  }
  return read;
}

async function groupsIn(text: string): Promise<unknown> {
  // Loaded here, since most runs find the topology unchanged and never come this far.
  const { Project } = await import('ts-morph');
  const { readLiteral } = await import('./read-literal.js');
  const project = new Project({ useInMemoryFileSystem: true });
  const declared = project.createSourceFile('topology.ts', text).getVariableDeclaration('topology');
  const initializer = declared?.getInitializer();
  const topology = initializer === undefined ? undefined : readLiteral(initializer);
  return isTable(topology) ? topology['groups'] : undefined;
}
