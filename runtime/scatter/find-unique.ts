import { severalRows } from '../errors/totals-errors.js';
import type { Fields } from '../router/fields.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import type { ShardAnswer } from './questions/running-call.js';
import { askPrisma } from './rows/ask-prisma.js';
import { refuseToMiss } from './rows/refuse-to-miss.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

export function planFindUnique(_call: PlannedCall, given: Fields | undefined): ReadPlan {
  return { asks: 'findUnique', args: given, merge: [{ operator: 'only-row' }], hiddenColumns: [] };
}

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
    refuseToMiss(scope, asked);
    const shards = answers.map(({ shard }) => shard);
    return askPrisma(scope, { ...asked, shards }, 'findUniqueOrThrow', given);
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
