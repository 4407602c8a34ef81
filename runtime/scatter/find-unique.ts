import { severalRows } from '../errors/totals-errors.js';
import { letOneShardAnswer } from './let-one-shard-answer.js';
import type { ShardAnswer } from './questions/running-call.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** The row that has unique values, whichever shard has it; null where none does. */
export function findUnique(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'findUnique', args, async (asked, given) =>
    onlyRow(scope, asked, await asked.ask('findUnique', given)),
  );
}

/** The same, and Prisma's own error where no shard has it. */
export function findUniqueOrThrow(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'findUniqueOrThrow', args, async (asked, given) => {
    const answers = await asked.ask('findUnique', given);
    const row = onlyRow(scope, asked, answers);
    if (row !== null) return row;
    return letOneShardAnswer(asked, scope.runtime.router.topology.shards, {
      shard: answers[0]?.shard ?? 0,
      method: 'findUniqueOrThrow',
      args: given,
    });
  });
}

/**
 * Never one of several: what is unique on each shard may be there twice.
 *
 * @throws ShardgenError SG3051.
 */
function onlyRow(
  { runtime }: ScatterScope,
  { call }: ScatterCall,
  answers: readonly ShardAnswer[],
): unknown {
  const found = answers.filter(({ value }) => value !== null && value !== undefined);
  if (found.length > 1) {
    const { shards } = runtime.router.topology;
    throw severalRows(
      call,
      found.map(({ shard }) => shards[shard] ?? ''),
    );
  }
  return found[0]?.value ?? null;
}
