/** How long an entry is used after it was asked for. Moving a key waits until no process can use one. */
export const ENTRY_LIFETIME_MS = 60_000;

/** Shards by key, of one group. */
export interface EntryCache {
  /** Index of the key's shard, or undefined when it is not known (any more). */
  get(key: string, now: number): number | undefined;
  /** `askedAt` is when the directory was asked, not when it answered: it may have changed since. */
  set(key: string, shard: number, askedAt: number): void;
  delete(key: string): void;
  clear(): void;
}

interface Cached {
  readonly shard: number;
  readonly askedAt: number;
}

/** Remembers at most `size` keys; those that were not used for longest go first. */
export function createEntryCache(size: number, lifetimeMs = ENTRY_LIFETIME_MS): EntryCache {
  return new LeastRecentlyUsed(size, lifetimeMs);
}

class LeastRecentlyUsed implements EntryCache {
  // A Map keeps the order of insertion: the first key is the one that was not used for longest.
  private readonly entries = new Map<string, Cached>();

  constructor(
    private readonly size: number,
    private readonly lifetimeMs: number,
  ) {}

  get(key: string, now: number): number | undefined {
    const found = this.entries.get(key);
    if (found === undefined) return undefined;
    this.entries.delete(key);
    const age = now - found.askedAt;
    // Below zero when somebody set the clock back: then nobody knows how old it is.
    if (age < 0 || age >= this.lifetimeMs) return undefined;
    this.entries.set(key, found);
    return found.shard;
  }

  set(key: string, shard: number, askedAt: number): void {
    this.entries.delete(key);
    this.entries.set(key, { shard, askedAt });
    if (this.entries.size <= this.size) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      return;
    }
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }
}
