import type { Fields } from '../../router/fields.js';
import type { RelationPlan } from '../../router/model-plan.js';
import { findsMissing, isNullable } from './null-terms.js';
import type { OrderTerm, TotalOrder } from './total-order.js';

/** The rows behind a place in an order, as a filter of Prisma's. */
export type Keyset =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'where'; readonly where: Fields };

/** Where the values of the enum that a term compares stand. */
export type EnumPlaces = (term: OrderTerm) => ReadonlyMap<string, number>;

interface KeysetScope {
  readonly enums: EnumPlaces;
  /** Whether the row that has these values is among them. */
  readonly inclusive: boolean;
  /** As Prisma filters by a cursor, which compares null in a way of its own. */
  readonly asPrisma?: boolean | undefined;
}

/** The first term by which no filter of Prisma's says what comes after a value; undefined when all do. */
export function unfilterable({ terms }: TotalOrder): OrderTerm | undefined {
  return terms.find(({ value }) => {
    if (value.kind === 'count') return true;
    const { kind } = value.scalar;
    return kind === 'bytes' || kind === 'money';
  });
}

/** Whether one of the values is a number that Prisma does not take in a filter: NaN, or without end. */
export function holdsNoNumber(values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === 'number' && !Number.isFinite(value));
}

/**
 * The rows that come after these values in a total order. The order has no term that is `unfilterable`, and
 * the values have no number that `holdsNoNumber` finds.
 *
 * @example by `[{ total: 'desc' }, { id: 'asc' }]` after `[5, 2n]`: `{ OR: [{ total: { lt: 5 } }, { total: 5,
 * id: { gt: 2n } }] }`
 */
export function keysetFilter(
  { terms }: TotalOrder,
  values: readonly unknown[],
  { asPrisma = false, enums, inclusive }: KeysetScope,
): Keyset {
  let behind: Keyset = inclusive ? ALL : NONE;
  for (const [i, term] of [...terms.entries()].reverse()) {
    const value = values[i] ?? null;
    const [beyondIt, like] = asPrisma
      ? asPrismaCompares(term, value, enums)
      : [after(term, value, enums), same(term, value)];
    behind = anyOf([beyondIt, allOf([like, behind])]);
  }
  if (asPrisma) return behind;
  return behind.kind === 'where' ? bounded(terms[0], values[0], behind.where) : behind;
}

const ALL: Keyset = Object.freeze({ kind: 'all' });
const NONE: Keyset = Object.freeze({ kind: 'none' });

/** The rows whose value comes behind this one. */
function after(term: OrderTerm, value: unknown, enums: EnumPlaces): Keyset {
  if (value === null) return term.nullsFirst ? isThere(term) : NONE;
  return anyOf([beyond(term, value, enums), term.nullsFirst ? NONE : isNull(term)]);
}

/** What comes behind a value, and what has it, as Prisma compares with the row of a cursor. */
function asPrismaCompares(
  term: OrderTerm,
  value: unknown,
  enums: EnumPlaces,
): readonly [Keyset, Keyset] {
  const missing = findsMissing(term) ? isNull(term) : NONE;
  if (value !== null) {
    return [anyOf([beyond(term, value, enums), missing]), anyOf([same(term, value), missing])];
  }
  return isNullable(term) ? [ALL, ALL] : [missing, missing];
}

/** The rows that have a value, which comes behind this one. */
function beyond(term: OrderTerm, value: unknown, enums: EnumPlaces): Keyset {
  if (value === null) return NONE;
  if (term.value.kind === 'count') return NONE;
  const { kind } = term.value.scalar;
  if (kind === 'boolean') {
    return value === term.descending ? having(term, { equals: !term.descending }) : NONE;
  }
  if (kind === 'enum') {
    const places = enums(term);
    const here = places.get(String(value)) ?? -1;
    const behind = [...places].filter(([, place]) =>
      term.descending ? place < here : place > here,
    );
    return behind.length === 0 ? NONE : having(term, { in: behind.map(([one]) => one) });
  }
  return having(term, { [term.descending ? 'lt' : 'gt']: value });
}

const same = (term: OrderTerm, value: unknown): Keyset =>
  value === null ? isNull(term) : having(term, { equals: value });

/** The rows of which the field is like that; none that lacks a row on the way to it. */
function having({ path, value }: OrderTerm, filter: unknown): Keyset {
  const name = value.kind === 'field' ? value.scalar.name : value.relation;
  return { kind: 'where', where: within(path, { [name]: filter }) };
}

function within(path: readonly RelationPlan[], filter: Fields): Fields {
  return path.reduceRight<Fields>((inner, { name }) => ({ [name]: { is: inner } }), filter);
}

/** The rows that have no value: it is null, or there is no row on the way to it. */
function isNull(term: OrderTerm): Keyset {
  const { path } = term;
  const missing = path.flatMap((relation, i): Keyset[] => {
    if (!relation.optional) return [];
    // Not `is: null`: Prisma asks whether all of the foreign key is null, of which a part may be required.
    const nothing = { [relation.name]: { isNot: {} } };
    return [{ kind: 'where', where: within(path.slice(0, i), nothing) }];
  });
  return anyOf([...missing, isNullable(term) ? having(term, null) : NONE]);
}

/** The rows that have a value. */
function isThere(term: OrderTerm): Keyset {
  const { path } = term;
  if (isNullable(term)) return having(term, { not: null });
  return path.some(({ optional }) => optional) ? { kind: 'where', where: within(path, {}) } : ALL;
}

function anyOf(filters: readonly Keyset[]): Keyset {
  const some = filters.filter(({ kind }) => kind !== 'none');
  const [only] = some;
  if (only === undefined) return NONE;
  if (some.some(({ kind }) => kind === 'all')) return ALL;
  return some.length === 1 ? only : { kind: 'where', where: { OR: some.flatMap(whereOf) } };
}

/** The rows that all of these find. */
export function allOf(filters: readonly Keyset[]): Keyset {
  const some = filters.filter(({ kind }) => kind !== 'all');
  const [only] = some;
  if (only === undefined) return ALL;
  if (some.some(({ kind }) => kind === 'none')) return NONE;
  return some.length === 1 ? only : { kind: 'where', where: { AND: some.flatMap(whereOf) } };
}

const whereOf = (filter: Keyset): Fields[] => (filter.kind === 'where' ? [filter.where] : []);

/** Says of the first term again what the alternatives have in common: by that an index is read from there on. */
function bounded(term: OrderTerm | undefined, value: unknown, where: Fields): Keyset {
  const scalar = term?.value.kind === 'field' ? term.value.scalar : undefined;
  const isPlain = scalar !== undefined && !scalar.nullable && term?.path.length === 0;
  const compares = scalar?.kind !== 'boolean' && scalar?.kind !== 'enum';
  if (!isPlain || !compares || term === undefined || value === null || value === undefined) {
    return { kind: 'where', where };
  }
  const bound = { [scalar.name]: { [term.descending ? 'lte' : 'gte']: value } };
  return { kind: 'where', where: { AND: [bound, where] } };
}
