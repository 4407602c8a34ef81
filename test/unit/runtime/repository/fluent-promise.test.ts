import { expect, test } from 'vitest';
import { addRelations } from '../../../../runtime/repository/fluent-promise.js';
import { type CallOrigin, ShardPromise } from '../../../../runtime/repository/shard-promise.js';
import type { ModelPlan, RelationPlan } from '../../../../runtime/router/model-plan.js';
import { planOf } from '../fixture/router.js';

class AnyPromise extends ShardPromise {
  protected _prepare(): CallOrigin {
    throw new Error('nobody awaits it');
  }
}

const user = planOf('User');

function withRelations(...names: readonly string[]): object {
  const [relation] = user.relations;
  const relations = names.map((name) => ({ ...relation, name }) as RelationPlan);
  const plan: ModelPlan = { ...user, relations };
  const Promised = class extends AnyPromise {};
  addRelations(Promised.prototype, plan);
  return Promised.prototype;
}

test.each(['orders', 'constructor', 'toString', 'hasOwnProperty', 'plan', 'key', 'shard'])(
  'a relation may be called %s',
  (name) => {
    expect(Object.hasOwn(withRelations(name), name)).toBe(true);
  },
);

test.each(['then', 'catch', 'finally', 'requestTransaction'])(
  'a promise stays one beside a relation called %s',
  (name) => {
    expect(Object.hasOwn(withRelations(name), name)).toBe(false);
  },
);
