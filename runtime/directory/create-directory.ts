import type { Clock } from '../clock/clock.js';
import type { Call } from '../errors/call.js';
import { directoryNamesUnknownShard, keyIsMoving } from '../errors/directory-errors.js';
import { encodeKey } from '../key/encode-key.js';
import type { KeyValue } from '../key/key-value.js';
import { keyFromWhere } from '../router/key-from-where.js';
import { describeKeys, namedKey } from '../router/named-key.js';
import type { LookupRoute } from '../router/route.js';
import type { Topology } from '../topology/topology.js';
import type { Directory, LookupPlan } from './directory.js';
import type { DirectoryEntry } from './directory-entry.js';
import type { Claim, DirectoryStore } from './directory-store.js';
import { createEntryCache, type EntryCache } from './entry-cache.js';
import { checkLength, isTooLong } from './key-length.js';
import { mayCreate, mayWrite } from './kinds-of-methods.js';
import { preferredShard } from './preferred-shard.js';

export const DEFAULT_CACHE_SIZE = 100_000;

/** What a directory is made of. */
export interface DirectoryOptions {
  readonly topology: Topology;
  readonly store: DirectoryStore;
  readonly clock: Clock;
  /** How many keys of each group are remembered. */
  readonly cacheSize?: number | undefined;
  /** How long each is, if not as usual. */
  readonly lifetimeMs?: number | undefined;
  /** Told that something is remembered, so that somebody may tell of changes. */
  readonly remembering?: (() => void) | undefined;
}

/** A directory, and how it learns that entries have changed. */
export interface OwnedDirectory extends Directory {
  /** An entry has changed: whatever is remembered of it is wrong. */
  changed(group: string, key: string): void;
}

export function createDirectory(options: DirectoryOptions): OwnedDirectory {
  return new RememberingDirectory(options);
}

class RememberingDirectory implements OwnedDirectory {
  private readonly caches = new Map<string, EntryCache>();
  /** Grows when something may have changed: an answer that was asked for before is not remembered. */
  private changes = 0;

  constructor(private readonly options: DirectoryOptions) {}

  shardOf(plan: LookupPlan, key: readonly KeyValue[], method: string): number | Promise<number> {
    const text = encodeKey(key);
    const known = this.cacheOf(plan).get(text, this.options.clock.elapsed());
    if (known !== undefined) return known;
    // Sound: every key that is asked for is answered.
    return this.ask(plan, new Map([[text, key]]), method).then((all) => all.get(text) as number);
  }

  shardsOf(
    plan: LookupPlan,
    keys: readonly (readonly KeyValue[])[],
    method: string,
  ): readonly number[] | Promise<readonly number[]> {
    const cache = this.cacheOf(plan);
    const now = this.options.clock.elapsed();
    const texts = keys.map(encodeKey);
    const missing = new Map<string, readonly KeyValue[]>();
    const known = new Map<string, number>();
    for (const [position, text] of texts.entries()) {
      const shard = known.get(text) ?? cache.get(text, now);
      if (shard !== undefined) known.set(text, shard);
      else missing.set(text, keys[position] ?? []);
    }
    // Sound: every text is in one of the two maps, and those of `missing` are known before they are read.
    const inOrder = () => texts.map((text) => known.get(text) as number);
    if (missing.size === 0) return inOrder();
    return this.ask(plan, missing, method).then((answered) => {
      for (const [text, shard] of answered) known.set(text, shard);
      return inOrder();
    });
  }

  placesOf(
    plan: LookupPlan,
    keys: readonly (readonly KeyValue[])[],
    method: string,
  ): ReadonlySet<number> | Promise<ReadonlySet<number>> {
    const cache = this.cacheOf(plan);
    const now = this.options.clock.elapsed();
    const missing = new Map<string, readonly KeyValue[]>();
    const places = new Set<number>();
    for (const key of keys) {
      const text = encodeKey(key);
      const shard = cache.get(text, now);
      if (shard !== undefined) places.add(shard);
      else if (!isTooLong(text)) missing.set(text, key);
    }
    if (missing.size === 0) return places;
    return this.entriesOf(plan, missing, method).then(
      (found) => new Set([...places, ...found.values()]),
    );
  }

  async route(plan: LookupPlan, key: unknown): Promise<LookupRoute> {
    const { store, topology } = this.options;
    const values = keyFromWhere(plan, 'route', key, 'key');
    const text = encodeKey(values);
    const call = { model: plan.name, method: 'route' };
    checkLength(call, plan, text);
    const entry = await store.find(plan.group.name, text);
    const named = namedKey(plan, values);
    const shown = describeKeys(named);
    const { epoch, shards } = topology;
    const route = { epoch, group: plan.group.name, key: Object.freeze(named) } as const;
    if (entry === undefined) {
      const candidate = shards[preferredShard(plan.group, shards, text)] ?? '';
      const why = `${shown} has no entry in the directory of group ${plan.group.name}; its first row would go to shard ${candidate}.`;
      return Object.freeze({ ...route, kind: 'unplaced', placed: false, candidate, why });
    }
    const { version } = entry;
    const shard = shards[this.indexOf(call, plan, values, entry)] ?? '';
    const moving = entry.movingTo === null ? '' : ` It is being moved to shard ${entry.movingTo}.`;
    const why = `${shown} is on shard ${shard} by version ${version} of its entry in the directory of group ${plan.group.name}.${moving}`;
    return Object.freeze({ ...route, kind: 'single', placed: true, shard, version, why });
  }

  forget(): void {
    this.changes += 1;
    for (const cache of this.caches.values()) cache.clear();
  }

  changed(group: string, key: string): void {
    this.changes += 1;
    this.caches.get(group)?.delete(key);
  }

  private ask(
    plan: LookupPlan,
    keys: ReadonlyMap<string, readonly KeyValue[]>,
    method: string,
  ): Promise<ReadonlyMap<string, number>> {
    return mayCreate(method) ? this.claim(plan, keys, method) : this.find(plan, keys, method);
  }

  private async find(
    plan: LookupPlan,
    keys: ReadonlyMap<string, readonly KeyValue[]>,
    method: string,
  ): Promise<ReadonlyMap<string, number>> {
    const { topology } = this.options;
    const call = { model: plan.name, method };
    for (const text of keys.keys()) checkLength(call, plan, text);
    const found = await this.entriesOf(plan, keys, method);
    // Absence is never remembered: another process may place the key at any moment, and this one has to
    // find its rows then. No shard has rows of the key, so that any of them gives the right answer; one
    // that came to be meanwhile is on the preferred shard, or was not there when the directory answered.
    const shardOf = (text: string) =>
      found.get(text) ?? preferredShard(plan.group, topology.shards, text);
    return new Map([...keys.keys()].map((text) => [text, shardOf(text)]));
  }

  /** The shards of those keys that have an entry. */
  private async entriesOf(
    plan: LookupPlan,
    keys: ReadonlyMap<string, readonly KeyValue[]>,
    method: string,
  ): Promise<ReadonlyMap<string, number>> {
    const call = { model: plan.name, method };
    const remember = this.remembering(plan);
    const entries = await this.options.store.findAll(plan.group.name, [...keys.keys()]);
    return new Map(
      entries.map((entry) => {
        const key = keys.get(entry.key) ?? [];
        return [entry.key, this.use(call, plan, key, entry, remember)] as const;
      }),
    );
  }

  /** The entries are committed before anybody sends a row: a row never lives where nobody looks for it. */
  private async claim(
    plan: LookupPlan,
    keys: ReadonlyMap<string, readonly KeyValue[]>,
    method: string,
  ): Promise<ReadonlyMap<string, number>> {
    const { store, topology } = this.options;
    const call = { model: plan.name, method };
    const claims = [...keys.keys()].map((text): Claim => {
      checkLength(call, plan, text);
      const shard = preferredShard(plan.group, topology.shards, text);
      return { key: text, shard: topology.shards[shard] ?? '' };
    });
    const remember = this.remembering(plan);
    const entries = await store.claim(plan.group.name, claims);
    return new Map(
      entries.map((entry) => {
        const key = keys.get(entry.key) ?? [];
        return [entry.key, this.use(call, plan, key, entry, remember)] as const;
      }),
    );
  }

  /** What an entry means for a call. One of a key that is being moved is not remembered. */
  private use(
    call: Call,
    plan: LookupPlan,
    key: readonly KeyValue[],
    entry: DirectoryEntry,
    remember: (key: string, shard: number) => void,
  ): number {
    const shard = this.indexOf(call, plan, key, entry);
    if (entry.movingTo === null) remember(entry.key, shard);
    else if (mayWrite(call.method)) {
      const shown = describeKeys(namedKey(plan, key));
      throw keyIsMoving(call, plan.group.name, shown, entry.movingTo);
    }
    return shard;
  }

  private indexOf(
    call: Call,
    plan: LookupPlan,
    key: readonly KeyValue[],
    entry: DirectoryEntry,
  ): number {
    const { shards } = this.options.topology;
    const shard = shards.indexOf(entry.shard);
    if (shard >= 0) return shard;
    const shown = describeKeys(namedKey(plan, key));
    throw directoryNamesUnknownShard(call, plan.group.name, shown, entry.shard, shards);
  }

  /** Remembers the answers to a question that is asked now, unless something changes meanwhile. */
  private remembering(plan: LookupPlan): (key: string, shard: number) => void {
    const { clock, remembering } = this.options;
    remembering?.();
    const askedAt = clock.elapsed();
    const before = this.changes;
    return (key, shard) => {
      if (this.changes === before) this.cacheOf(plan).set(key, shard, askedAt);
    };
  }

  private cacheOf({ group }: LookupPlan): EntryCache {
    const known = this.caches.get(group.name);
    if (known !== undefined) return known;
    const { cacheSize = DEFAULT_CACHE_SIZE, lifetimeMs } = this.options;
    const made = createEntryCache(cacheSize, lifetimeMs);
    this.caches.set(group.name, made);
    return made;
  }
}
