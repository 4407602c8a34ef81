import { severalRows } from '../errors/totals-errors.js';
import type { Fields } from '../router/fields.js';
import { letOneShardAnswer } from './let-one-shard-answer.js';
import { type ScatterCall, scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** The row that has unique values, whichever shard has it; null where none does. */
export function findUnique(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'findUnique', args, (asked, given) => theRow(scope, asked, given));
}

/** The same, and Prisma's own error where no shard has it. */
export function findUniqueOrThrow(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(
    scope,
    'findUniqueOrThrow',
    args,
    async (asked, given) =>
      (await theRow(scope, asked, given)) ??
      (await letOneShardAnswer(asked, 'findUniqueOrThrow', given)),
  );
}

/**
 * Never one of several: what is unique on each shard may be there twice.
 *
 * @throws ShardgenError SG3051, SG5002.
 */
async function theRow(
  { runtime }: ScatterScope,
  { call, ask }: ScatterCall,
  given: Fields | undefined,
): Promise<unknown> {
  const answers = await ask('findUnique', given);
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
