import type { Args, Loose } from '../data/plain.js';
import { ANY_NULL, DB_NULL, JSON_NULL } from '../data/prisma-word.js';
import { TEXTS } from '../data/values.js';
import type { Column, Link, OracleModel } from '../model/oracle-model.js';
import { isComparable, linksOf, modelOf, type QueryDraws, someValue } from './query-draws.js';

const ORDERED = ['equals', 'in', 'lt', 'lte', 'gt', 'gte', 'not', 'not', 'notIn', 'notIn'];
const SET = ['equals', 'in', 'not', 'not', 'notIn', 'notIn'];
const TEXT = ['contains', 'startsWith', 'endsWith'];

/** A filter with columns, relations, AND, OR and NOT, nested as deep as `depth` says. */
export function randomWhere(on: QueryDraws, model: OracleModel, depth: number): Args {
  const { draws } = on;
  const where: Args = {};
  for (const column of draws.some(model.columns, 0, 2))
    where[column.name] = filter(on, model, column);
  if (draws.chance(12)) Object.assign(where, keyList(on, model));
  if (depth === 0) return where;
  const inner = () => randomWhere(on, model, depth - 1);
  if (draws.chance(15)) where['OR'] = list(on, inner);
  if (draws.chance(12)) where['NOT'] = draws.chance(50) ? inner() : list(on, inner);
  if (draws.chance(12)) where['AND'] = draws.chance(50) ? inner() : list(on, inner);
  const links = linksOf(model);
  if (links.length > 0 && draws.chance(25)) {
    const link = draws.pick(links);
    where[link.name] = relation(on, link, depth - 1);
  }
  return where;
}

/** Mostly two, seldom none. */
const list = ({ draws }: QueryDraws, make: () => Args): readonly Args[] =>
  Array.from({ length: draws.pick([0, 1, 2, 2, 2, 3]) }, make);

/** What the owning shards can be read from. */
function keyList(on: QueryDraws, model: OracleModel): Args {
  const rows = on.rows.get(model.name) ?? [];
  if (model.shardKey.length === 0 || rows.length === 0) return {};
  const keys = Array.from({ length: on.draws.int(1, 9) }, () => on.draws.pick(rows));
  const [only, ...others] = model.shardKey;
  if (only !== undefined && others.length === 0) {
    return { [only]: { in: keys.map((row) => row[only]) } };
  }
  const exact = (row: Args) => Object.fromEntries(model.shardKey.map((name) => [name, row[name]]));
  return { OR: keys.map(exact) };
}

function relation(on: QueryDraws, link: Link, depth: number): Loose {
  const { draws } = on;
  const where = () => randomWhere(on, modelOf(on, link.model), depth);
  if (link.list) return { [draws.pick(['some', 'every', 'none'])]: where() };
  if (link.optional && draws.chance(25)) return draws.pick([null, { is: null }, { isNot: null }]);
  return draws.chance(30) ? where() : { [draws.pick(['is', 'isNot'])]: where() };
}

function filter(on: QueryDraws, model: OracleModel, column: Column): Loose {
  if (column.list) return listFilter(on, model, column);
  if (column.type === 'Json') return jsonFilter(on, column);
  const { draws } = on;
  const value = () => someValue(on, model, column);
  const isText = column.type === 'String';
  if (!isComparable(column)) return column.optional ? draws.pick([null, { not: null }]) : {};
  if (column.optional && draws.chance(15)) {
    return draws.pick([null, { not: null }, { equals: null }, { not: value() }]);
  }
  if (draws.chance(8)) return value();
  if (draws.chance(10)) return { not: { equals: value() } };
  if (column.type === 'Boolean') return { [draws.pick(['equals', 'not'])]: value() };
  if (column.type === 'Enum' || column.type === 'Bytes') return operator(on, SET, value);
  if (isText && column.native !== 'Uuid' && draws.chance(35)) {
    const part = [...draws.pick(TEXTS)].slice(0, draws.int(0, 2)).join('');
    return {
      [draws.pick(TEXT)]: part,
      ...draws.sometimes(40, () => ({ mode: 'insensitive' })),
    };
  }
  return operator(on, ORDERED, value);
}

function operator(
  { draws }: QueryDraws,
  names: readonly string[],
  value: () => Loose,
): Record<string, Loose> {
  const name = draws.pick(names);
  const isList = name === 'in' || name === 'notIn';
  const first = { [name]: isList ? Array.from({ length: draws.int(0, 3) }, value) : value() };
  return names === ORDERED && draws.chance(15) ? { ...first, gte: value() } : first;
}

function listFilter(on: QueryDraws, model: OracleModel, column: Column): Loose {
  const { draws } = on;
  const value = () => someValue(on, model, column);
  switch (draws.pick(['has', 'hasSome', 'hasEvery', 'isEmpty', 'equals'])) {
    case 'has':
      return { has: value() };
    case 'isEmpty':
      return { isEmpty: draws.chance(50) };
    case 'hasSome':
      return { hasSome: [value(), value()] };
    case 'hasEvery':
      return { hasEvery: [value()] };
    default:
      return { equals: [value()] };
  }
}

function jsonFilter({ draws }: QueryDraws, column: Column): Loose {
  if (column.native === 'Json') return { not: DB_NULL };
  const nulls = column.optional ? [DB_NULL, ANY_NULL, JSON_NULL] : [JSON_NULL];
  return draws.pick<Loose>([
    ...nulls.map((equals) => ({ equals })),
    { equals: { a: 1 } },
    { not: 'text' },
    { path: ['a'], equals: 1 },
    { path: ['b', '0'], equals: 1 },
  ]);
}
