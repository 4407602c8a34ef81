import { type Call, callName } from '../errors/call.js';
import { illegalIndexValue, unreservable } from '../errors/index-errors.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { nestedRows, type WrittenRow } from '../nested-writes/operations.js';
import { type Fields, givenValue, isFilter } from '../router/fields.js';
import type { IndexFieldPlan, IndexPlan, ModelPlan } from '../router/model-plan.js';
import { type Claim, claimOf } from './claim.js';

/** Of one write, whose rows all have one shard key. */
export interface ClaimScope {
  readonly call: Call;
  /** Canonical. */
  readonly key: readonly KeyValue[];
}

/** A row that is there, as Prisma gives it. */
export type PresentRow = Fields;

/**
 * The values that a new row brings into global indexes, nested writes included.
 *
 * @throws ShardgenError SG3601, SG3602.
 */
export function claimsOfCreate(scope: ClaimScope, plan: ModelPlan, data: Fields, path: string) {
  return [
    ...claimsOfRow(scope, { target: plan, data, path, kind: 'create' }),
    ...claimsOfNested(scope, plan, data, path),
  ];
}

/**
 * The same of a change. `present` is the row as it is; where an index has several fields, it gives those
 * that stay.
 */
export function claimsOfUpdate(
  scope: ClaimScope,
  plan: ModelPlan,
  data: Fields,
  present: PresentRow,
  path: string,
): Claim[] {
  return [
    ...claimsOfRow(scope, { target: plan, data, path, kind: 'update' }, present),
    ...claimsOfNested(scope, plan, data, path),
  ];
}

/** What a row that is there has in global indexes. */
export function claimsOfPresent(
  plan: ModelPlan,
  key: readonly KeyValue[],
  row: PresentRow,
): Claim[] {
  return plan.indexes.flatMap((index) => {
    const values = index.fields.map((field) => canonicalField(field, row[field.name]));
    return isWhole(values) ? [claimOf(plan, index, values, key, true)] : [];
  });
}

/** Whether a change touches a global index, so that the row as it is has to be known. */
export function changesIndex(plan: ModelPlan, data: Fields): boolean {
  return plan.indexes.some((index) =>
    index.fields.some((field) => givenValue(data, field.name) !== undefined),
  );
}

/** Whether the data of a row, or of one that is nested in it, gives a field of a global index. */
export function bringsValues(plan: ModelPlan, data: Fields): boolean {
  if (changesIndex(plan, data)) return true;
  for (const row of nestedRows(plan.relations, data, '')) {
    if (changesIndex(row.target, row.data)) return true;
  }
  return false;
}

/** A change of several rows cannot say which of them has the value. */
export function refuseManyValues(call: Call, plan: ModelPlan, data: Fields, path: string): void {
  claimsOfRow({ call, key: [] }, { target: plan, data, path, kind: 'many' });
  claimsOfNested({ call, key: [] }, plan, data, path);
}

function claimsOfNested(scope: ClaimScope, plan: ModelPlan, data: Fields, path: string): Claim[] {
  const claims: Claim[] = [];
  for (const row of nestedRows(plan.relations, data, path)) claims.push(...claimsOfRow(scope, row));
  return claims;
}

function claimsOfRow(scope: ClaimScope, row: WrittenRow, present?: PresentRow): Claim[] {
  return row.target.indexes.flatMap((index) => {
    const claim = claimOfIndex(scope, row, index, present);
    return claim === undefined ? [] : [claim];
  });
}

function claimOfIndex(
  scope: ClaimScope,
  row: WrittenRow,
  index: IndexPlan,
  present: PresentRow | undefined,
): Claim | undefined {
  const given = index.fields.map((field) => givenValue(row.data, field.name));
  if (given.every((value) => value === undefined)) return undefined;
  if (row.kind === 'many' || row.kind === 'maybe') throw unclear(scope.call, row, index);
  const values: (KeyValue | undefined)[] = [];
  for (const [i, field] of index.fields.entries()) {
    const value = plainValue(scope.call, row, field, given[i]);
    if (value === undefined && row.kind === 'update') {
      if (present === undefined) throw inParts(scope.call, row, index);
      values.push(canonicalField(field, present[field.name]));
    } else if (value === undefined || value === null) return undefined;
    else values.push(canonical(scope.call, row, field, value));
  }
  if (!isWhole(values)) return undefined;
  return claimOf(row.target, index, values, scope.key, row.kind === 'update');
}

/** What a field gets; `undefined` where it stays as it is. */
function plainValue(call: Call, row: WrittenRow, field: IndexFieldPlan, given: unknown): unknown {
  if (!isFilter(given)) return given;
  const [operation = ''] = Object.keys(given).filter((name) => given[name] !== undefined);
  if (operation === 'set' || operation === '') return given['set'];
  throw unreservable(
    call,
    `\`${row.path}.${field.name}.${operation}\` gives a value that only the database knows, and ${row.target.name}.${field.name} is in a global index.`,
    `Give the new value itself.`,
  );
}

function canonical(call: Call, row: WrittenRow, field: IndexFieldPlan, value: unknown): KeyValue {
  const found = canonicalField(field, value);
  if (found === undefined) {
    throw illegalIndexValue(call, field.name, row.path, value, legalValue(field));
  }
  return found;
}

function isWhole(values: readonly (KeyValue | undefined)[]): values is readonly KeyValue[] {
  return values.every((value) => value !== undefined);
}

const fieldsOf = (index: IndexPlan) => index.fields.map(({ name }) => name).join(', ');

function unclear(call: Call, { kind, path, target }: WrittenRow, index: IndexPlan) {
  return kind === 'many'
    ? unreservable(
        call,
        `\`${path}\` changes ${fieldsOf(index)} of several ${target.name} rows at once, which are in a global index.`,
        `Change each row with ${target.name}.update().`,
      )
    : unreservable(
        call,
        `\`${path}\` of ${callName(call)} writes ${fieldsOf(index)} of a ${target.name} row or not, by what is there, and these are in a global index.`,
        `Look the ${target.name} up first; then create, connect or update it.`,
      );
}

function inParts(call: Call, { path, target }: WrittenRow, index: IndexPlan) {
  return unreservable(
    call,
    `\`${path}\` changes some of ${fieldsOf(index)} of ${target.name}, which are in one global index together.`,
    `Give all of them, or change the row with ${target.name}.update().`,
  );
}
