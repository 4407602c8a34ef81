import type { Call } from '../../errors/call.js';
import { notTotalled } from '../../errors/totals-errors.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import type { Total } from './quantity.js';
import { whyUnordered } from './why-unordered.js';

/**
 * Refuses totals that cannot be had from those of several shards. What PostgreSQL has no total of is for it
 * to refuse.
 *
 * @throws ShardgenError SG3052.
 */
export function checkTotals(plan: ModelPlan, call: Call, totals: readonly Total[]): void {
  for (const { total, field } of totals) {
    const scalar = plan.scalars.get(field);
    const reason = scalar === undefined ? undefined : whyNot(total, scalar);
    if (reason !== undefined) throw notTotalled(call, total, field, reason);
  }
}

function whyNot(total: Total['total'], { kind, scale }: ScalarPlan): string | undefined {
  switch (total) {
    case '_count':
    case '_sum':
      return undefined;
    case '_avg':
      return kind === 'decimal' && scale === undefined
        ? 'how many decimals it has depends on those of each value, since its column keeps any number of them'
        : undefined;
    case '_min':
    case '_max':
      // The least microsecond is in the least millisecond, which is all that Prisma hands out.
      return kind === 'microdatetime' || kind === 'microtime' ? undefined : whyUnordered(kind);
    default:
      return total satisfies never;
  }
}
