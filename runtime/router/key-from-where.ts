import type { Call } from '../errors/call.js';
import {
  badArguments,
  conflictingKeys,
  illegalKey,
  missingKey,
  unpinnedKey,
} from '../errors/routing-errors.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields, isFilter, ownValue } from './fields.js';
import type { KeyFieldPlan, ModelPlan } from './model-plan.js';
import type { Pin } from './pin.js';

/**
 * The shard key that a `where` pins: by scalar, by `{ equals }`, or inside a compound unique
 * selector. Pins that are given more than once must agree.
 *
 * @throws ShardgenError SG3001 to SG3004, SG3010.
 */
export function keyFromWhere(
  plan: ModelPlan,
  method: string,
  where: unknown,
  place: string,
): KeyValue[] {
  if (!isFields(where)) throw absentWhere(plan, method, where, place);
  const key: KeyValue[] = [];
  for (const field of plan.keyFields) {
    const selected = compoundPins(plan, method, field, where, place);
    const own = ownValue(where, field.name);
    // Beside a compound selector, which pins the key, any other filter only narrows.
    const pin =
      selected !== undefined && isFilter(own) && own['equals'] === undefined
        ? undefined
        : pinOf(plan, method, field, own, place);
    if (selected !== undefined && pin !== undefined && selected.value !== pin) {
      throw conflictingKeys(
        { model: plan.name, method },
        field.name,
        { place: `${place}.${field.name}`, value: pin },
        selected,
      );
    }
    const value = pin ?? selected?.value;
    if (value === undefined) throw missingKey({ model: plan.name, method }, field.name, place);
    key.push(value);
  }
  return key;
}

/** What the compound selectors say about one key field; they have to agree. */
function compoundPins(
  plan: ModelPlan,
  method: string,
  field: KeyFieldPlan,
  where: Fields,
  place: string,
): Pin | undefined {
  let found: Pin | undefined;
  for (const compound of plan.compounds) {
    if (where[compound.name] === undefined || !compound.fields.has(field.name)) continue;
    const value = compoundPin(plan, method, field, where, compound.name, place);
    if (value === undefined) continue;
    const pin = { place: `${place}.${compound.name}.${field.name}`, value };
    if (found !== undefined && found.value !== value) {
      throw conflictingKeys({ model: plan.name, method }, field.name, found, pin);
    }
    found = pin;
  }
  return found;
}

function absentWhere(plan: ModelPlan, method: string, where: unknown, place: string): Error {
  const call = { model: plan.name, method };
  const field = plan.keyFields[0]?.name ?? '';
  return where === undefined ? missingKey(call, field, place) : badArguments(call, place, where);
}

function pinOf(
  plan: ModelPlan,
  method: string,
  field: KeyFieldPlan,
  value: unknown,
  place: string,
): KeyValue | undefined {
  if (value === undefined) return undefined;
  return (
    canonicalField(field, value) ?? equalsPin({ model: plan.name, method }, field, value, place)
  );
}

/** The slow path: a filter object with `equals`, or a mistake. */
function equalsPin(call: Call, field: KeyFieldPlan, value: unknown, place: string): KeyValue {
  if (!isFilter(value)) {
    throw illegalKey(call, field.name, place, value, legalValue(field));
  }
  const operators = Object.keys(value).filter((name) => value[name] !== undefined);
  const equals = ownValue(value, 'equals');
  if (equals === undefined) {
    const found =
      operators.length === 0 ? 'the filter is empty' : `it only has { ${operators.join(', ')} }`;
    throw unpinnedKey(call, field.name, place, found);
  }
  const mode = value['mode'];
  if (mode !== undefined && mode !== 'default') {
    throw unpinnedKey(call, field.name, place, `mode ${JSON.stringify(mode)} matches many keys`);
  }
  const pin = canonicalField(field, equals);
  if (pin === undefined) {
    throw illegalKey(call, `${field.name}.equals`, place, equals, legalValue(field));
  }
  return pin;
}

/** A compound selector takes plain values only, as in Prisma. */
function compoundPin(
  plan: ModelPlan,
  method: string,
  field: KeyFieldPlan,
  where: Fields,
  compound: string,
  place: string,
): KeyValue | undefined {
  const selector = ownValue(where, compound);
  if (selector === undefined) return undefined;
  const call = { model: plan.name, method };
  const path = `${place}.${compound}`;
  if (!isFields(selector)) throw badArguments(call, path, selector);
  const value = ownValue(selector, field.name);
  if (value === undefined) throw missingKey(call, field.name, path);
  const pin = canonicalField(field, value);
  if (pin === undefined) {
    throw illegalKey(call, field.name, path, value, legalValue(field));
  }
  return pin;
}
