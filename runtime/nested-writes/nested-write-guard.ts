import type { Call } from '../errors/call.js';
import { immutableId } from '../errors/id-errors.js';
import { badArguments, immutableKey, unknownNestedKey } from '../errors/routing-errors.js';
import { type Fields, givenValue, isFields, isReplaced, ownValue } from '../router/fields.js';
import type { ModelPlan, RelationPlan } from '../router/model-plan.js';
import { checkKeyField, checkSelector } from './check-selector.js';
import type { GuardScope } from './guard-scope.js';
import { each, isWrapped } from './operations.js';

/** Operations that give a row another owner. */
const RELINKING = ['connect', 'create', 'connectOrCreate', 'upsert', 'disconnect', 'set'];

/**
 * Refuses a nested write of a `create` that would put or link a row of another shard key.
 *
 * @throws ShardgenError SG3005, SG3007, SG3008, SG3010.
 */
export function guardCreate(scope: GuardScope, plan: ModelPlan, data: Fields, path: string): void {
  for (const relation of plan.relations) {
    const nested = givenValue(data, relation.name);
    if (nested === undefined || nested === null) continue;
    guardRelation(scope, relation, nested, `${path}.${relation.name}`);
  }
}

/**
 * Refuses an `update` that changes the shard key of a row, itself or through a nested write, or an id that
 * carries the bucket of its row.
 *
 * @throws ShardgenError SG3005, SG3007, SG3008, SG3010, SG3802.
 */
export function guardUpdate(scope: GuardScope, plan: ModelPlan, data: unknown, path: string): void {
  // Absent data is for Prisma to refuse; it writes nothing.
  if (data === undefined || data === null) return;
  guardFields(scope.call, plan, data, path);
  if (!isFields(data)) return;
  for (const relation of plan.relations) {
    const nested = givenValue(data, relation.name);
    if (nested === undefined || nested === null) continue;
    const relationPath = `${path}.${relation.name}`;
    if (relation.isShardKey) refuseRelinking(scope, plan, nested, relationPath);
    guardRelation(scope, relation, nested, relationPath);
  }
}

/**
 * Refuses an update of a field that says where rows live; the rows may have any shard keys.
 *
 * @throws ShardgenError SG3005, SG3010, SG3802.
 */
export function guardFields(call: Call, plan: ModelPlan, data: unknown, path: string): void {
  if (data === undefined || data === null) return;
  if (!isFields(data)) throw badArguments(call, path, data);
  for (const field of plan.keyFields) {
    if (givenValue(data, field.name) !== undefined) {
      throw immutableKey(call, plan.name, `${path}.${field.name}`);
    }
  }
  for (const { bucket, name } of plan.ids) {
    if (!bucket || givenValue(data, name) === undefined) continue;
    throw immutableId(call, { model: plan.name, field: name, path });
  }
}

function refuseRelinking(scope: GuardScope, plan: ModelPlan, nested: unknown, path: string): void {
  if (!isFields(nested)) return;
  for (const operation of RELINKING) {
    if (givenValue(nested, operation) === undefined) continue;
    throw immutableKey(scope.call, plan.name, `${path}.${operation}`);
  }
}

/** All operations of one relation. `delete`, `deleteMany` and `disconnect` move no row. */
function guardRelation(
  scope: GuardScope,
  relation: RelationPlan,
  nested: unknown,
  path: string,
): void {
  const { target } = relation;
  const operations = fieldsAt(scope, nested, path);
  for (const [row, at] of each(operations, 'create', path)) guardRow(scope, relation, row, at);
  for (const [batch, at] of each(operations, 'createMany', path)) {
    for (const [row, rowAt] of each(fieldsAt(scope, batch, at), 'data', at)) {
      guardRow(scope, relation, row, rowAt);
    }
  }
  for (const operation of ['connect', 'set']) {
    for (const [where, at] of each(operations, operation, path)) {
      checkSelector(scope, target, where, at);
    }
  }
  for (const [either, at] of each(operations, 'connectOrCreate', path)) {
    const parts = fieldsAt(scope, either, at);
    checkSelector(scope, target, ownValue(parts, 'where'), `${at}.where`);
    guardRow(scope, relation, ownValue(parts, 'create'), `${at}.create`);
  }
  for (const [either, at] of each(operations, 'upsert', path)) {
    const parts = fieldsAt(scope, either, at);
    guardRow(scope, relation, ownValue(parts, 'create'), `${at}.create`);
    guardUpdate(scope, target, givenValue(parts, 'update'), `${at}.update`);
  }
  for (const operation of ['update', 'updateMany']) {
    for (const [update, at] of each(operations, operation, path)) {
      const parts = fieldsAt(scope, update, at);
      const data = givenValue(parts, 'data');
      // A to-one update takes its data directly or as `{ where, data }`; a list only the latter.
      if (data === undefined || !isWrapped(relation, parts)) guardUpdate(scope, target, parts, at);
      // Not fields: the value of a column that is called `data`.
      if (isFields(data)) guardUpdate(scope, target, data, `${at}.data`);
      else if (isHidden(data)) throw badArguments(scope.call, `${at}.data`, data);
    }
  }
}

/** An object that Prisma replaces by something else, and that is no date, decimal or bytes. */
function isHidden(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isReplaced(value)) return false;
  return !(value instanceof Date || ArrayBuffer.isView(value) || 'toFixed' in value);
}

/** A row that is created by a nested write. */
function guardRow(scope: GuardScope, relation: RelationPlan, row: unknown, path: string): void {
  const { target } = relation;
  const data = fieldsAt(scope, row, path);
  // Prisma fills in the key of a row that holds the foreign key to its parent, and of no other.
  const isFilledIn = relation.carriesShardKey && !relation.holdsForeignKey;
  for (const [position, field] of target.keyFields.entries()) {
    const value = ownValue(data, field.name);
    if (value !== undefined) checkKeyField(scope, target, position, value, path);
    else if (!isFilledIn && !isCopied(target, position, data)) {
      throw unknownNestedKey(scope.call, { model: target.name, field: field.name, path });
    }
  }
  guardCreate(scope, target, data, path);
}

/** Whether an owner in the same data gives this key field; that owner is checked on its own. */
function isCopied(target: ModelPlan, position: number, data: Fields): boolean {
  return target.keyOwners.some(
    (owner) =>
      owner.keySources[position] !== undefined &&
      owner.keySources[position] === owner.target.keyFields[position]?.name &&
      isFields(givenValue(data, owner.name)),
  );
}

function fieldsAt(scope: GuardScope, value: unknown, path: string): Fields {
  if (!isFields(value)) throw badArguments(scope.call, path, value);
  return value;
}
