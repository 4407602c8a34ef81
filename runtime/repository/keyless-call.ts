import type { ModelMethod } from '../executor/model-method.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';

type UniqueMethod = 'findUnique' | 'findUniqueOrThrow' | 'update' | 'upsert' | 'delete';

/** A call that names one row, and does not say its shard key. */
export interface KeylessCall {
  readonly method: UniqueMethod;
  readonly args: Fields;
  readonly where: Fields;
}

const METHODS: ReadonlySet<ModelMethod> = new Set<UniqueMethod>([
  'findUnique',
  'findUniqueOrThrow',
  'update',
  'upsert',
  'delete',
]);

const isUniqueMethod = (method: ModelMethod): method is UniqueMethod => METHODS.has(method);

/** Undefined for any other call. */
export function keylessCall(
  plan: ModelPlan,
  method: ModelMethod,
  args: unknown,
): KeylessCall | undefined {
  if (!isUniqueMethod(method) || !isFields(args)) return undefined;
  const where = ownValue(args, 'where');
  return isFields(where) && !saysKey(plan, where) ? { method, args, where } : undefined;
}

function saysKey({ compounds, keyFields }: ModelPlan, where: Fields): boolean {
  return keyFields.every(
    ({ name }) =>
      ownValue(where, name) !== undefined ||
      compounds.some(
        (compound) => compound.fields.has(name) && ownValue(where, compound.name) !== undefined,
      ),
  );
}
