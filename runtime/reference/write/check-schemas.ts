import { otherSchema } from '../../errors/reference-errors.js';
import type { Operation } from '../../executor/operation.js';
import type { ReferenceParts } from '../reference-parts.js';
import { ShardFault } from './shard-fault.js';

/**
 * Prisma's statements name the schema of the leader's tables. Repeated on a shard that has its own in another
 * one they would miss them, or wait for the leader's, where both are in one database.
 *
 * @throws ShardFault, of SG3713 among others.
 */
export async function checkSchemas(
  { executor, followers, leader, shards }: ReferenceParts,
  operation: Operation,
): Promise<void> {
  const own = await executor.schemaOf(leader);
  for (const shard of followers) {
    const theirs = await executor.schemaOf(shard).catch((error: unknown) => {
      throw ShardFault.of(shard, error);
    });
    if (theirs === own) continue;
    throw otherSchema(operation, [shards[leader] ?? '', own], [shards[shard] ?? '', theirs]);
  }
}
