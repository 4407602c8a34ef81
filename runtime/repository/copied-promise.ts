import { badArguments } from '../errors/routing-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { giveFreeIds } from '../ids/give-ids.js';
import type { References } from '../reference/references.js';
import { isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readArguments } from '../router/read-once.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { addRelations, isFluent } from './fluent-promise.js';
import { type CallOrigin, ShardPromise } from './shard-promise.js';

/** Makes the promises of one reference model. */
export type CopyCalls = (method: ModelMethod, args: unknown) => Promise<unknown>;

const READS: ReadonlySet<ModelMethod> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);

/** A call that reads one copy, or writes all. */
class CopiedPromise extends ShardPromise {
  constructor(
    private readonly _runtime: ShardRuntime,
    private readonly _references: References,
    plan: ModelPlan,
    method: ModelMethod,
    private readonly _args: unknown,
  ) {
    super(_runtime.executor, plan, method);
  }

  protected _prepare(): CallOrigin {
    const { _method: method, _plan: plan, _references: references, _runtime: runtime } = this;
    const given = readArguments(this._args) ?? {};
    if (!isFields(given)) throw badArguments({ model: plan.name, method }, 'args', given);
    const read = (args: unknown) => references.read({ model: plan.name, method, args });
    const write = async (args: unknown) => {
      const ready = await giveFreeIds(runtime.ids, plan, method, args);
      return references.write({ model: plan.name, method, args: ready });
    };
    const run = READS.has(method) ? read : write;
    return { shard: undefined, key: undefined, work: new IndexedCall(run, given) };
  }
}

/** The class with relations is made here once per repository, so that a call only constructs. */
export function createCopyCalls(
  runtime: ShardRuntime,
  references: References,
  plan: ModelPlan,
): CopyCalls {
  const Fluent = class extends CopiedPromise {};
  addRelations(Fluent.prototype, plan);
  return (method, args) =>
    isFluent(method)
      ? new Fluent(runtime, references, plan, method, args)
      : new CopiedPromise(runtime, references, plan, method, args);
}
