/** What the directory says of one key. */
export interface DirectoryEntry {
  readonly key: string;
  readonly shard: string;
  /** 1 for an entry that was never changed; grows with every change. */
  readonly version: number;
  /** The shard that the key is being moved to; null while it is not being moved. */
  readonly movingTo: string | null;
}
