import { type Fields, givenValue, isFields } from '../router/fields.js';
import type { RelationPlan } from '../router/model-plan.js';

/** The entries of an operation, which Prisma takes alone or as a list. */
export function* each(
  operations: Fields,
  operation: string,
  path: string,
): Generator<readonly [value: unknown, path: string]> {
  const value = givenValue(operations, operation);
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) yield [value, `${path}.${operation}`];
  else for (const [i, entry] of value.entries()) yield [entry, `${path}.${operation}[${i}]`];
}

const WRAPPING = ['where', 'data'];

/** Whether Prisma can only read `parts` as `{ where, data }`. */
export function isWrapped({ list, target }: RelationPlan, parts: Fields): boolean {
  if (list) return true;
  // A row may have a relation or a key that is called `data`; Prisma then takes what fits.
  const own = [...target.relations, ...target.keyFields];
  return (
    Object.keys(parts).every((name) => WRAPPING.includes(name)) &&
    !own.some(({ name }) => WRAPPING.includes(name))
  );
}

/** A row that a write touches, the one of the call itself or one of its nested writes. */
export interface WrittenRow {
  readonly target: RelationPlan['target'];
  readonly data: Fields;
  readonly path: string;
  /**
   * `maybe` for a row that is only written if another is there or not, and for all below it; `many` for the
   * change of several rows at once.
   */
  readonly kind: 'create' | 'update' | 'maybe' | 'many';
}

/** The rows that the nested writes of one row's data touch, at any depth. */
export function* nestedRows(
  relations: readonly RelationPlan[],
  data: Fields,
  path: string,
  within?: WrittenRow['kind'],
): Generator<WrittenRow> {
  for (const relation of relations) {
    const operations = givenValue(data, relation.name);
    if (isFields(operations)) {
      yield* rowsOfRelation(relation, operations, `${path}.${relation.name}`, within);
    }
  }
}

function* rowsOfRelation(
  relation: RelationPlan,
  operations: Fields,
  path: string,
  within: WrittenRow['kind'] | undefined,
): Generator<WrittenRow> {
  const { target } = relation;
  function* row(given: unknown, at: string, own: WrittenRow['kind']): Generator<WrittenRow> {
    if (!isFields(given)) return;
    const kind = within === 'maybe' ? within : own;
    yield { target, data: given, path: at, kind };
    yield* nestedRows(target.relations, given, at, kind);
  }
  for (const [given, at] of each(operations, 'create', path)) yield* row(given, at, 'create');
  for (const [batch, at] of each(operations, 'createMany', path)) {
    if (!isFields(batch)) continue;
    const kind = givenValue(batch, 'skipDuplicates') === true ? 'maybe' : 'create';
    for (const [given, rowAt] of each(batch, 'data', at)) yield* row(given, rowAt, kind);
  }
  for (const [either, at] of each(operations, 'connectOrCreate', path)) {
    if (isFields(either)) yield* row(givenValue(either, 'create'), `${at}.create`, 'maybe');
  }
  for (const [either, at] of each(operations, 'upsert', path)) {
    if (!isFields(either)) continue;
    yield* row(givenValue(either, 'create'), `${at}.create`, 'maybe');
    yield* row(givenValue(either, 'update'), `${at}.update`, 'maybe');
  }
  for (const [update, at] of each(operations, 'update', path)) {
    if (!isFields(update)) continue;
    const inner = givenValue(update, 'data');
    if (inner === undefined || !isWrapped(relation, update)) yield* row(update, at, 'update');
    yield* row(inner, `${at}.data`, 'update');
  }
  for (const [update, at] of each(operations, 'updateMany', path)) {
    if (isFields(update)) yield* row(givenValue(update, 'data'), `${at}.data`, 'many');
  }
}
