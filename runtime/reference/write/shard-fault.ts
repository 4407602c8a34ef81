/** What went wrong, and on which shard: an error of the network has to name the right one. */
export class ShardFault extends Error {
  private constructor(
    readonly shard: number,
    override readonly cause: unknown,
  ) {
    super('a shard failed');
  }

  static of(shard: number, cause: unknown): ShardFault {
    return cause instanceof ShardFault ? cause : new ShardFault(shard, cause);
  }
}
