import type { Call } from '../errors/call.js';
import { badArguments, conflictingKeys, illegalKey, missingKey } from '../errors/routing-errors.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, givenValue, isFields, ownValue } from './fields.js';
import type { KeyFieldPlan, ModelPlan, RelationPlan } from './model-plan.js';
import type { Pin } from './pin.js';

/**
 * The shard key of a row that is about to be created: from its own fields, or from the owner it is
 * linked to (`user: { connect: { id } }`). All places must agree.
 *
 * @throws ShardgenError SG3001, SG3002, SG3004, SG3010.
 */
export function keyFromData(plan: ModelPlan, call: Call, data: unknown, place: string): KeyValue[] {
  if (!isFields(data)) {
    throw data === undefined
      ? missingKey(call, plan.keyFields[0]?.name ?? '', place)
      : badArguments(call, place, data);
  }
  const key: KeyValue[] = [];
  for (let position = 0; position < plan.keyFields.length; position++) {
    const field = plan.keyFields[position];
    if (field === undefined) break;
    const raw = ownValue(data, field.name);
    let value = raw === undefined ? undefined : canonicalOrThrow(call, field, raw, place);
    for (const owner of plan.keyOwners) {
      const nested = givenValue(data, owner.name);
      if (nested === undefined || nested === null) continue;
      const source = owner.keySources[position];
      if (source === undefined) continue;
      const pins = ownerPins(owner, source, call, field, nested, `${place}.${owner.name}`);
      for (const pin of pins) {
        if (value !== undefined && value !== pin.value) {
          const own = raw === undefined ? place : `${place}.${field.name}`;
          throw conflictingKeys(call, field.name, { place: own, value }, pin);
        }
        value = pin.value;
      }
    }
    if (value === undefined) throw missingKey(call, field.name, place);
    key.push(value);
  }
  return key;
}

function canonicalOrThrow(
  call: Call,
  field: KeyFieldPlan,
  value: unknown,
  place: string,
): KeyValue {
  const canonical = canonicalField(field, value);
  if (canonical === undefined) {
    throw illegalKey(call, field.name, place, value, legalValue(field));
  }
  return canonical;
}

/** The values that `connect`, `create` and `connectOrCreate` of an owner give to one key field. */
function ownerPins(
  owner: RelationPlan,
  source: string,
  call: Call,
  field: KeyFieldPlan,
  nested: unknown,
  path: string,
): Pin[] {
  if (!isFields(nested)) throw badArguments(call, path, nested);
  const pins: Pin[] = [];
  const add = (raw: unknown, place: string) => {
    if (raw === undefined) throw missingKey(call, field.name, place);
    pins.push({ value: canonicalOrThrow(call, field, raw, place), place });
  };
  const connect = givenValue(nested, 'connect');
  if (connect !== undefined) add(fromSelector(owner, source, connect), `${path}.connect`);
  const create = givenValue(nested, 'create');
  if (create !== undefined)
    add(fromCreate(owner, source, call, create, `${path}.create`), `${path}.create`);
  const either = givenValue(nested, 'connectOrCreate');
  if (either !== undefined) {
    const place = `${path}.connectOrCreate`;
    if (!isFields(either)) throw badArguments(call, place, either);
    add(fromSelector(owner, source, ownValue(either, 'where')), `${place}.where`);
    const inner = ownValue(either, 'create');
    add(fromCreate(owner, source, call, inner, `${place}.create`), `${place}.create`);
  }
  return pins;
}

/** A field of the row that a unique selector names, as far as the selector says it. */
function fromSelector(owner: RelationPlan, source: string, where: unknown): unknown {
  if (!isFields(where)) return undefined;
  const scalar = ownValue(where, source);
  if (scalar !== undefined) return scalar;
  for (const compound of owner.target.compounds) {
    const selector = compound.fields.has(source) ? ownValue(where, compound.name) : undefined;
    if (isFields(selector)) return ownValue(selector, source);
  }
  return undefined;
}

/** A field of an owner that is created in the same call; it may come from the owner's own owner. */
function fromCreate(
  owner: RelationPlan,
  source: string,
  call: Call,
  data: unknown,
  path: string,
): unknown {
  if (!isFields(data)) return undefined;
  const position = owner.target.keyFields.findIndex((field) => field.name === source);
  if (position < 0) return ownValue(data, source);
  return keyFromData(owner.target, call, data as Fields, path)[position];
}
