import { generateKey } from '../key/generate-key.js';
import { type Fields, givenValue, isFields, ownValue } from './fields.js';
import type { ModelPlan } from './model-plan.js';

/**
 * Fills in key defaults that Prisma would compute only after the call was routed, also in an owner
 * that is created along with the row. Returns `data` itself when there is nothing to fill in, and a
 * copy otherwise: a caller's object is never changed.
 */
export function fillGeneratedKeys(plan: ModelPlan, data: unknown): unknown {
  if (!isFields(data)) return data;
  const filled = plan.hasGeneratedKey ? fillOwn(plan, data) : data;
  return plan.keyOwners.length > 0 ? fillOwners(plan, filled) : filled;
}

function fillOwn(plan: ModelPlan, data: Fields): Fields {
  let filled = data;
  for (const [position, field] of plan.keyFields.entries()) {
    if (field.generated === undefined || ownValue(data, field.name) !== undefined) continue;
    const isCopied = plan.keyOwners.some(
      (owner) =>
        owner.keySources[position] !== undefined && givenValue(data, owner.name) !== undefined,
    );
    if (!isCopied) filled = { ...filled, [field.name]: generateKey(field.generated) };
  }
  return filled;
}

function fillOwners(plan: ModelPlan, data: Fields): Fields {
  let filled = data;
  for (const owner of plan.keyOwners) {
    const nested = givenValue(data, owner.name);
    if (!isFields(nested)) continue;
    const create = ownValue(nested, 'create');
    const filledCreate = fillGeneratedKeys(owner.target, create);
    if (filledCreate !== create) {
      filled = { ...filled, [owner.name]: { ...nested, create: filledCreate } };
    }
  }
  return filled;
}
