import { type Soon, soon } from '../directory/find-shard.js';
import type { ModelMethod } from '../executor/model-method.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { checkCursors, holdsCursor } from '../nested-writes/check-cursors.js';
import { guardStep } from '../reference/guard/guard-step.js';
import { isFields } from '../router/fields.js';
import type { ModelPlan, RelationPlan } from '../router/model-plan.js';
import { type CallOrigin, ShardPromise } from './shard-promise.js';

/** The methods whose result offers the relations of its row: `db.user.findUnique(...).orders()`. */
const FLUENT_METHODS: ReadonlySet<ModelMethod> = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'create',
  'update',
  'upsert',
  'delete',
]);

export function isFluent(method: ModelMethod): boolean {
  return FLUENT_METHODS.has(method);
}

/** A relation of a row that is still a promise. Runs on the row's shard: relations are colocated. */
class FluentPromise extends ShardPromise {
  constructor(
    private readonly _parent: ShardPromise,
    private readonly _owner: ModelPlan,
    private readonly _relation: RelationPlan,
    private readonly _args: unknown,
  ) {
    super(_parent._executor, _parent._plan, _parent._method);
  }

  protected _prepare(): Soon<CallOrigin> {
    const call = { model: this._plan.name, method: this._method };
    guardStep(call, this._owner, this._relation, this._args);
    return soon(this._parent._origin(), (origin) => this._follow(origin));
  }

  private _follow(origin: CallOrigin): Soon<CallOrigin> {
    const { findKey, key } = origin;
    if (
      findKey === undefined ||
      !isFields(this._args) ||
      !holdsCursor(this._relation.target, this._args)
    ) {
      return this._ask(origin, key);
    }
    return findKey().then((found) => this._ask(origin, found));
  }

  private _ask({ shard, work }: CallOrigin, key: CallOrigin['key']): CallOrigin {
    if (key !== undefined && isFields(this._args)) {
      checkCursors(
        { call: { model: this._plan.name, method: this._method }, key },
        this._relation.target,
        this._args,
      );
    }
    const related =
      work instanceof IndexedCall
        ? work.related(this._relation.name, this._args)
        : this._executor.relation(work, this._relation.name, this._args);
    return { shard, key, work: related };
  }
}

type FluentConstructor = new (
  parent: ShardPromise,
  owner: ModelPlan,
  relation: RelationPlan,
  args: unknown,
) => ShardPromise;

// Classes are made once per model, not per call; plans live as long as their runtime.
const fluentClasses = new WeakMap<ModelPlan, FluentConstructor>();

function fluentClass(plan: ModelPlan): FluentConstructor {
  const known = fluentClasses.get(plan);
  if (known !== undefined) return known;
  const made = class extends FluentPromise {};
  fluentClasses.set(plan, made);
  addRelations(made.prototype, plan);
  return made;
}

/** What a promise is used by; relations of these names are asked with `include`. */
const OF_PROMISES: ReadonlySet<string> = new Set([
  'then',
  'catch',
  'finally',
  'requestTransaction',
]);

/** Gives a promise class one method per relation of its model. */
export function addRelations(prototype: ShardPromise, plan: ModelPlan): void {
  for (const relation of plan.relations) {
    if (OF_PROMISES.has(relation.name)) continue;
    Object.defineProperty(prototype, relation.name, {
      configurable: true,
      value(this: ShardPromise, args?: unknown) {
        return new (fluentClass(relation.target))(this, plan, relation, args);
      },
    });
  }
}
