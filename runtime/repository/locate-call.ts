import type { Call } from '../errors/call.js';
import { badArguments, missingKey, upsertKeysDiffer } from '../errors/routing-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { KeyValue } from '../key/key-value.js';
import { checkCursors } from '../nested-writes/check-cursors.js';
import { guardCreate, guardUpdate } from '../nested-writes/nested-write-guard.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import { fillGeneratedKeys } from '../router/fill-generated-keys.js';
import { keyFromData } from '../router/key-from-data.js';
import { keyFromWhere } from '../router/key-from-where.js';
import type { ModelPlan } from '../router/model-plan.js';

/** The shard key of a call, and the arguments to send: a copy when a key default was filled in. */
export interface LocatedCall {
  readonly key: readonly KeyValue[];
  readonly args: unknown;
}

/** A method whose rows all have one shard key. */
export type KeyedMethod = Exclude<ModelMethod, 'createMany' | 'createManyAndReturn'>;

/**
 * Finds the one shard key of a call and refuses what would touch rows of another.
 *
 * @throws ShardgenError SG3001 to SG3008, SG3010, SG3012.
 */
export function locateCall(plan: ModelPlan, method: KeyedMethod, args: unknown): LocatedCall {
  const fields = argumentFields(plan, method, args);
  const located = locateByMethod(plan, method, fields);
  if (mayHoldCursor(fields)) {
    checkCursors({ call: { model: plan.name, method }, key: located.key }, plan, fields);
  }
  return located;
}

function locateByMethod(plan: ModelPlan, method: KeyedMethod, fields: Fields): LocatedCall {
  switch (method) {
    case 'findUnique':
    case 'findUniqueOrThrow':
    case 'findFirst':
    case 'findFirstOrThrow':
    case 'findMany':
    case 'count':
    case 'aggregate':
    case 'groupBy':
    case 'delete':
    case 'deleteMany':
      return { key: keyFromWhere(plan, method, ownValue(fields, 'where'), 'where'), args: fields };
    case 'update':
    case 'updateMany':
    case 'updateManyAndReturn': {
      const key = keyFromWhere(plan, method, ownValue(fields, 'where'), 'where');
      guardUpdate({ call: { model: plan.name, method }, key }, plan, fields['data'], 'data');
      return { key, args: fields };
    }
    case 'create':
      return locateCreate(plan, method, fields);
    case 'upsert':
      return locateUpsert(plan, method, fields);
    default:
      return method satisfies never;
  }
}

const mayHoldCursor = (fields: Fields): boolean =>
  fields['cursor'] !== undefined ||
  fields['include'] !== undefined ||
  fields['select'] !== undefined;

/** Arguments as an object; calling without any is calling without a key. */
export function argumentFields(plan: ModelPlan, method: ModelMethod, args: unknown): Fields {
  if (isFields(args)) return args;
  const call = { model: plan.name, method };
  if (args !== undefined) throw badArguments(call, 'args', args);
  const place = method.startsWith('create') ? 'data' : 'where';
  throw missingKey(call, plan.keyFields[0]?.name ?? '', place);
}

function locateCreate(plan: ModelPlan, method: ModelMethod, fields: Fields): LocatedCall {
  const call: Call = { model: plan.name, method };
  const given = ownValue(fields, 'data');
  const data = fillGeneratedKeys(plan, given);
  const key = keyFromData(plan, call, data, 'data');
  if (isFields(data)) guardCreate({ call, key }, plan, data, 'data');
  return { key, args: data === given ? fields : { ...fields, data } };
}

function locateUpsert(plan: ModelPlan, method: ModelMethod, fields: Fields): LocatedCall {
  const call: Call = { model: plan.name, method };
  const key = keyFromWhere(plan, method, ownValue(fields, 'where'), 'where');
  const create = ownValue(fields, 'create');
  const createKey = keyFromData(plan, call, create, 'create');
  for (const [position, field] of plan.keyFields.entries()) {
    if (key[position] !== createKey[position]) {
      throw upsertKeysDiffer(call, field.name, key[position], createKey[position]);
    }
  }
  const scope = { call, key };
  if (isFields(create)) guardCreate(scope, plan, create, 'create');
  guardUpdate(scope, plan, fields['update'], 'update');
  return { key, args: fields };
}
