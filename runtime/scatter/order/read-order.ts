import type { Call } from '../../errors/call.js';
import { noOrder, unorderable } from '../../errors/order-errors.js';
import { asRead, type Fields, isFields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';
import { comparingOf } from './orderable.js';
import { type OrderTerm, type OrderValue, type TotalOrder, termName } from './total-order.js';

/** Where in `orderBy` something stands. */
interface Place {
  readonly call: Call;
  readonly name: string;
  readonly path: readonly RelationPlan[];
}

const DIRECTION = "'asc' or 'desc'";
const DIRECTION_WITH_NULLS = `${DIRECTION}, or { sort, nulls: 'first' or 'last' }`;

/**
 * The total order that an `orderBy` of Prisma's says: what it names, and then the primary key, so that no
 * two rows are equal. Without any terms it is the order of the primary key. `whole` keeps terms that decide
 * nothing, for who has to know all that was asked for.
 *
 * @throws ShardgenError SG3041 for what cannot be compared across shards, SG3042 for what is no order.
 */
export function readOrder(
  plan: ModelPlan,
  call: Call,
  orderBy: unknown,
  { whole = false } = {},
): TotalOrder {
  const terms: OrderTerm[] = [];
  const seen = new Set<string>();
  const left = new Set(plan.primaryKey.map(({ name }) => name));
  const add = (term: OrderTerm) => {
    const name = termName(term);
    // No two rows are equal any more, or they were equal by this already.
    if ((left.size === 0 && !whole) || seen.has(name)) return;
    seen.add(name);
    left.delete(name);
    terms.push(Object.freeze(term));
  };
  for (const term of givenTerms(plan, call, orderBy)) add(term);
  for (const scalar of plan.primaryKey) {
    refuseIncomparable({ call, name: scalar.name, path: [] }, { kind: 'field', scalar });
    add({ path: [], model: plan, value: { kind: 'field', scalar }, ...direction('asc') });
  }
  return Object.freeze({ terms });
}

/** Whether an `orderBy` names anything. */
export function saysOrder(orderBy: unknown): boolean {
  const given = asRead(orderBy);
  const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
  return entries.some((entry) => {
    const one = asRead(entry);
    return isFields(one) ? namedIn(one).some(([, value]) => !isEmpty(value)) : one !== undefined;
  });
}

/** `{ customer: {} }` names nothing. */
function isEmpty(value: unknown): boolean {
  const one = asRead(value);
  return isFields(one) && namedIn(one).every(([, inner]) => isEmpty(inner));
}

function* givenTerms(plan: ModelPlan, call: Call, orderBy: unknown): Generator<OrderTerm> {
  const given = asRead(orderBy);
  if (given === undefined) return;
  const place = { call, name: 'orderBy', path: [] };
  if (!Array.isArray(given)) return yield* termsOf(plan, place, given);
  for (const [i, entry] of given.entries()) {
    yield* termsOf(plan, { ...place, name: `orderBy[${i}]` }, entry);
  }
}

/** One term at most: Prisma takes no object of several. */
function* termsOf(model: ModelPlan, place: Place, entry: unknown): Generator<OrderTerm> {
  const given = asRead(entry);
  if (!isFields(given)) throw noOrder(place.call, place.name, given, 'an object with one field');
  const named = namedIn(given);
  if (named.length > 1) {
    const legal = 'an object with one field, and a list of such objects for several';
    throw noOrder(place.call, place.name, given, legal);
  }
  const [name, value] = named[0] ?? [];
  if (name === undefined) return;
  const at: Place = { ...place, name: `${place.name}.${name}` };
  const scalar = model.scalars.get(name);
  if (scalar !== undefined) {
    const what = { kind: 'field', scalar } as const;
    refuseIncomparable(at, what);
    yield { path: place.path, model, value: what, ...directionOf(at, value, scalar.nullable) };
    return;
  }
  const relation = model.relations.find((each) => each.name === name);
  if (relation === undefined) {
    if (name === '_relevance') throw unorderable(place.call, at.name, 'is not known of a row');
    throw noOrder(place.call, place.name, given, `a field or a relation of ${model.name}`);
  }
  if (!relation.list) {
    yield* termsOf(relation.target, { ...at, path: [...place.path, relation] }, value);
    return;
  }
  const counted = asRead(value);
  const direct = isFields(counted) ? namedIn(counted) : [];
  if (isFields(counted) && direct.length === 0) return;
  if (direct.length !== 1 || direct[0]?.[0] !== '_count') {
    throw noOrder(place.call, at.name, counted, "{ _count: 'asc' } or { _count: 'desc' }");
  }
  const count = { kind: 'count', relation: name } as const;
  const sorted = directionOf({ ...at, name: `${at.name}._count` }, direct[0][1], false);
  yield { path: place.path, model, value: count, ...sorted };
}

/** As Prisma reads an object: what is undefined is not there. */
function namedIn(fields: Fields): (readonly [string, unknown])[] {
  return Object.entries(fields).filter(([, value]) => value !== undefined);
}

function refuseIncomparable({ call, name }: Place, value: OrderValue): void {
  if (value.kind === 'count') return;
  const comparing = comparingOf(value.scalar.kind);
  if (comparing.by === 'nothing') throw unorderable(call, name, comparing.reason);
}

type Direction = Pick<OrderTerm, 'descending' | 'nullsFirst'>;

function direction(sort: 'asc' | 'desc', nulls?: 'first' | 'last'): Direction {
  const descending = sort === 'desc';
  return { descending, nullsFirst: nulls === undefined ? descending : nulls === 'first' };
}

/** Prisma takes a word on nulls of a field only that may be null. */
function directionOf({ call, name }: Place, given: unknown, nullable: boolean): Direction {
  const value = asRead(given);
  const legal = nullable ? DIRECTION_WITH_NULLS : DIRECTION;
  const { sort, nulls } = isFields(value) && nullable ? value : { sort: value, nulls: undefined };
  if (sort !== 'asc' && sort !== 'desc') throw noOrder(call, name, value, legal);
  if (nulls !== undefined && nulls !== 'first' && nulls !== 'last') {
    throw noOrder(call, name, value, legal);
  }
  return direction(sort, nulls);
}
