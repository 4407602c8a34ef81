import { generateKey } from '../key/generate-key.js';
import { type Fields, givenValue, isFields, ownValue } from './fields.js';
import type { KeyFieldPlan, ModelPlan } from './model-plan.js';

/** Makes a value of a kind; undefined for a kind that is not to be filled in now. */
type MakeKey = (kind: NonNullable<KeyFieldPlan['generated']>) => unknown;

/** What needs nobody else; a snowflake is filled in by whoever has leased a worker number. */
const instantly: MakeKey = (kind) =>
  kind === 'snowflake' || kind === 'snowflake53' ? undefined : generateKey(kind);

/**
 * Fills in key defaults that Prisma would compute only after the call was routed, also in an owner
 * that is created along with the row. Returns `data` itself when there is nothing to fill in, and a
 * copy otherwise: a caller's object is never changed.
 */
export function fillGeneratedKeys(
  plan: ModelPlan,
  data: unknown,
  make: MakeKey = instantly,
): unknown {
  if (!isFields(data)) return data;
  const filled = plan.hasGeneratedKey ? fillOwn(plan, data, make) : data;
  return plan.keyOwners.length > 0 ? fillOwners(plan, filled, make) : filled;
}

function fillOwn(plan: ModelPlan, data: Fields, make: MakeKey): Fields {
  let filled = data;
  for (const [position, field] of plan.keyFields.entries()) {
    if (field.generated === undefined || ownValue(data, field.name) !== undefined) continue;
    const isCopied = plan.keyOwners.some(
      (owner) =>
        owner.keySources[position] !== undefined && givenValue(data, owner.name) !== undefined,
    );
    if (isCopied) continue;
    const value = make(field.generated);
    if (value !== undefined) filled = { ...filled, [field.name]: value };
  }
  return filled;
}

function fillOwners(plan: ModelPlan, data: Fields, make: MakeKey): Fields {
  let filled = data;
  for (const owner of plan.keyOwners) {
    const nested = givenValue(data, owner.name);
    if (!isFields(nested)) continue;
    const create = ownValue(nested, 'create');
    const filledCreate = fillGeneratedKeys(owner.target, create, make);
    if (filledCreate !== create) {
      filled = { ...filled, [owner.name]: { ...nested, create: filledCreate } };
    }
  }
  return filled;
}
