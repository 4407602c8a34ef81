import { lazily } from '../executor/lazy-promise.js';
import { count } from './count.js';
import { explain } from './explain/explain.js';
import { findFirst, findFirstOrThrow } from './find-first.js';
import { findMany } from './find-many.js';
import { paginate } from './page/paginate.js';
import type { ScatterScope } from './scatter-scope.js';
import { stream } from './stream/stream.js';
import type { ScatterPlan } from './surface/scatter-plan.js';
import { deleteMany, updateMany } from './write-many.js';

/**
 * The calls that go to several shards, but for those that cannot have a matching row. Their promises are
 * lazy, as Prisma's are.
 */
export interface Scattered {
  count(args?: unknown): Promise<unknown>;
  findMany(args?: unknown): Promise<unknown>;
  findFirst(args?: unknown): Promise<unknown>;
  findFirstOrThrow(args?: unknown): Promise<unknown>;
  paginate(args: unknown): Promise<unknown>;
  stream(args?: unknown): AsyncIterable<unknown>;
  /** Asks nobody. */
  explain(args?: unknown, method?: string): ScatterPlan;
  updateMany(args: unknown): Promise<unknown>;
  deleteMany(args?: unknown): Promise<unknown>;
}

export function createScattered(scope: ScatterScope): Scattered {
  return Object.freeze({
    count: (args?: unknown) => lazily(() => count(scope, args)),
    findMany: (args?: unknown) => lazily(() => findMany(scope, args)),
    findFirst: (args?: unknown) => lazily(() => findFirst(scope, args)),
    findFirstOrThrow: (args?: unknown) => lazily(() => findFirstOrThrow(scope, args)),
    paginate: (args: unknown) => lazily(() => paginate(scope, args)),
    stream: (args?: unknown) => stream(scope, args),
    explain: (args?: unknown, method?: string) => explain(scope, args, method),
    updateMany: (args: unknown) => lazily(() => updateMany(scope, args)),
    deleteMany: (args?: unknown) => lazily(() => deleteMany(scope, args)),
  });
}
