import { lazily } from '../executor/lazy-promise.js';
import { aggregate } from './aggregate.js';
import { count } from './count.js';
import { exists } from './exists.js';
import { explain } from './explain/explain.js';
import { findFirst, findFirstOrThrow } from './find-first.js';
import { findMany } from './find-many.js';
import { findUnique, findUniqueOrThrow } from './find-unique.js';
import { groupBy } from './group-by.js';
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
  aggregate(args: unknown): Promise<unknown>;
  count(args?: unknown): Promise<unknown>;
  exists(args?: unknown): Promise<boolean>;
  findMany(args?: unknown): Promise<unknown>;
  findUnique(args: unknown): Promise<unknown>;
  findUniqueOrThrow(args: unknown): Promise<unknown>;
  groupBy(args: unknown): Promise<unknown[]>;
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
    aggregate: (args: unknown) => lazily(() => aggregate(scope, args)),
    count: (args?: unknown) => lazily(() => count(scope, args)),
    exists: (args?: unknown) => lazily(() => exists(scope, args)),
    findMany: (args?: unknown) => lazily(() => findMany(scope, args)),
    findUnique: (args: unknown) => lazily(() => findUnique(scope, args)),
    findUniqueOrThrow: (args: unknown) => lazily(() => findUniqueOrThrow(scope, args)),
    groupBy: (args: unknown) => lazily(() => groupBy(scope, args)),
    findFirst: (args?: unknown) => lazily(() => findFirst(scope, args)),
    findFirstOrThrow: (args?: unknown) => lazily(() => findFirstOrThrow(scope, args)),
    paginate: (args: unknown) => lazily(() => paginate(scope, args)),
    stream: (args?: unknown) => stream(scope, args),
    explain: (args?: unknown, method?: string) => explain(scope, args, method),
    updateMany: (args: unknown) => lazily(() => updateMany(scope, args)),
    deleteMany: (args?: unknown) => lazily(() => deleteMany(scope, args)),
  });
}
