/** A shard as the executor sees it. Its url is a secret: it may hold a password. */
export interface ShardConnection {
  readonly name: string;
  readonly url: string;
}
