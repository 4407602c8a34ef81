import type { Fields } from '../router/fields.js';
import type { PlannedCall } from './explain/read-plan.js';
import { askPrisma } from './rows/ask-prisma.js';
import { planRows, type RowsPlan } from './rows/plan-rows.js';
import { readRows } from './rows/read-rows.js';
import { refuseToMiss } from './rows/refuse-to-miss.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** The first row, or with `take: -1` the last one, is one of the rows of findMany. */
export function planFindFirst(planned: PlannedCall, given: Fields | undefined): RowsPlan {
  return planRows(planned, { ...given, take: given?.['take'] ?? 1 });
}

/**
 * The first row in the order of the call, which without an `orderBy` is that of the primary key; or null.
 *
 * @throws ShardgenError SG3011, SG3040 to SG3049, SG5002; Prisma's own P2019 for a `take` that is not 1 or -1.
 */
export function findFirst(scope: ScatterScope, args: unknown): Promise<unknown> {
  return firstRow(scope, 'findFirst', args);
}

/**
 * The same, or Prisma's own P2025.
 *
 * @throws ShardgenError as findFirst does.
 */
export function findFirstOrThrow(scope: ScatterScope, args: unknown): Promise<unknown> {
  return firstRow(scope, 'findFirstOrThrow', args);
}

function firstRow(
  scope: ScatterScope,
  method: 'findFirst' | 'findFirstOrThrow',
  args: unknown,
): Promise<unknown> {
  return scatterCall(scope, method, args, async (asking, given) => {
    const take = given?.['take'];
    if (take !== undefined && take !== 1 && take !== -1) {
      return askPrisma(scope, asking, method, given);
    }
    const { options, plan, runtime } = scope;
    const { clientOmit } = runtime;
    const planned = planFindFirst({ call: asking.call, plan, options, clientOmit }, given);
    const [row] = await readRows(scope, asking, planned);
    if (row !== undefined) return row;
    if (method === 'findFirst') return null;
    refuseToMiss(scope, asking);
    return askPrisma(scope, asking, method, noRow(scope));
  });
}

/** A filter that no row matches, so that Prisma says so itself. */
function noRow({ plan }: ScatterScope): Fields {
  return { where: { [plan.primaryKey[0]?.name ?? '']: { in: [] } } };
}
