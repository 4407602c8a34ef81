/** How a set of virtual shards is made. */
export interface VirtualShardsOptions<Name extends string = string> {
  /**
   * How many shards there are, or which by name. Default: those of the generated client. All of its
   * shards own what they own in production; any other number of them shares the buckets evenly.
   */
  readonly shards?: number | readonly Name[];
  /** `separate` gives each shard a server process of its own. Default: one server for all. */
  readonly servers?: 'shared' | 'separate';
  /** Url of any database on a server of yours, in place of the embedded one. Needs the right to create databases. */
  readonly url?: string;
  /** `pglite` runs PostgreSQL as WebAssembly, where no binary can run. It cannot do everything: see docs/testing.md. */
  readonly engine?: 'postgres' | 'pglite';
  /** `fake` stands still until `clock.advance(ms)`. Default: `real`. */
  readonly time?: 'real' | 'fake';
  /** Deadline of every call of the client in milliseconds, as `deadlineMs` of `createShards()`. Default: none. */
  readonly deadlineMs?: number;
  /** Within how many milliseconds (of real time) the body of `withVirtualShards` has to settle. Default: 30000. */
  readonly timeoutMs?: number;
}
