import type { ModelPlan } from '../router/model-plan.js';
import type { ShardCall } from './entries.js';
import { type IndexRuntime, openIndexSession } from './index-session.js';
import { giveUp } from './indexed-write.js';
import { claimsOfRows } from './present-rows.js';

/** What rows have in global indexes that are about to be deleted. */
export interface DeletedValues {
  /** Gives it up, once they are deleted. */
  giveUp(): Promise<void>;
}

/**
 * Looks who has the values of rows that a call is going to delete, whatever their shard keys are.
 *
 * @throws ShardgenError SG3604, SG5001.
 */
export async function deletedValues(
  runtime: IndexRuntime,
  plan: ModelPlan,
  call: ShardCall,
  rows: readonly unknown[],
): Promise<DeletedValues> {
  const claims = claimsOfRows(plan, rows).filter(({ index }) => index.unique);
  if (claims.length === 0) return { giveUp: async () => undefined };
  const session = openIndexSession(runtime, call);
  const held = await session.holders(claims);
  return { giveUp: () => giveUp(session, claims, [], held) };
}
