import { lazily } from '../executor/lazy-promise.js';
import { count } from './count.js';
import { explain } from './explain/explain.js';
import { findMany } from './find-many.js';
import type { ScatterScope } from './scatter-scope.js';
import type { ScatterPlan } from './surface/scatter-plan.js';
import { deleteMany, updateMany } from './write-many.js';

/**
 * The calls that go to several shards, but for those that cannot have a matching row. Their promises are
 * lazy, as Prisma's are.
 */
export interface Scattered {
  count(args?: unknown): Promise<unknown>;
  findMany(args?: unknown): Promise<unknown>;
  /** Asks nobody. */
  explain(args?: unknown, method?: string): ScatterPlan;
  updateMany(args: unknown): Promise<unknown>;
  deleteMany(args?: unknown): Promise<unknown>;
}

export function createScattered(scope: ScatterScope): Scattered {
  return Object.freeze({
    count: (args?: unknown) => lazily(() => count(scope, args)),
    findMany: (args?: unknown) => lazily(() => findMany(scope, args)),
    explain: (args?: unknown, method?: string) => explain(scope, args, method),
    updateMany: (args: unknown) => lazily(() => updateMany(scope, args)),
    deleteMany: (args?: unknown) => lazily(() => deleteMany(scope, args)),
  });
}
