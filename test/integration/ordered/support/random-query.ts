import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';
import { STATES, TEXTS } from './random-rows.js';

const NULLABLE = [
  ...['total', 'exact', 'big', 'ratio', 'part', 'ok', 'at', 'zoned', 'day', 'clock', 'uid', 'blob'],
  ...['status', 'title', 'labelId'],
];
const REQUIRED = ['customerId', 'number', 'count', 'done', 'phase', 'plain', 'short'];

const sort = fc.constantFrom('asc', 'desc');
const nullableSort = fc.oneof(
  sort,
  fc.record({ sort, nulls: fc.constantFrom('first', 'last') }),
  fc.record({ sort }),
);

const term = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...NULLABLE), nullableSort).map(asTerm) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...REQUIRED), sort).map(asTerm) },
  nullableSort.map((name) => ({ customer: { name } })),
  sort.map((code) => ({ customer: { code } })),
  fc.tuple(fc.constantFrom('word', 'weight'), nullableSort).map((one) => ({ label: asTerm(one) })),
  nullableSort.map((name) => ({ label: { customer: { name } } })),
  sort.map((_count) => ({ items: { _count } })),
  sort.map((_count) => ({ customer: { orders: { _count } } })),
  sort.map((_count) => ({ label: { orders: { _count } } })),
);

function asTerm([field, order]: readonly [string, unknown]): Loose {
  return { [field]: order };
}

const orderBy = fc.oneof(fc.array(term, { maxLength: 3 }), term);

const where: fc.Arbitrary<Loose> = fc.oneof(
  fc.record({ count: fc.integer({ min: 0, max: 2 }) }),
  fc.record({
    status: fc.record({ in: fc.uniqueArray(fc.constantFrom(...STATES), { minLength: 2 }) }),
  }),
  fc.record({
    customerId: fc.record({ in: fc.array(fc.integer({ min: 0, max: 13 }), { minLength: 5 }) }),
  }),
  fc.record({ NOT: fc.record({ title: fc.constantFrom(...TEXTS) }) }),
  fc.constantFrom<Loose>(
    { label: null },
    { label: { isNot: {} } },
    { items: { some: {} } },
    { OR: [] },
  ),
);

const projection = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.constantFrom<Loose>(
    { select: { number: true } },
    { select: { title: true, customer: true } },
    { select: { plain: true, customer: { select: { id: true } } } },
    {
      select: {
        count: true,
        label: { select: { orders: { take: 1, orderBy: { number: 'desc' } } } },
      },
    },
    { select: { count: true, customer: { include: { labels: true } }, number: false } },
    { select: { _count: true, at: true } },
    { select: { _count: { select: { items: true } }, big: true } },
    { select: { items: { orderBy: { line: 'desc' }, take: 1, skip: 1 } } },
    { include: { label: true } },
    { include: { label: { omit: { word: true } }, customer: false } },
    {
      include: { customer: { omit: { code: true, name: false } } },
      omit: { title: true, plain: true },
    },
    { include: { _count: true, customer: { include: { _count: { select: { labels: true } } } } } },
    { omit: { customerId: true, number: true, total: true, blob: true, status: true } },
  ),
);

const page = fc.record(
  {
    take: fc.integer({ min: -12, max: 12 }),
    skip: fc.integer({ min: 0, max: 6 }),
    distinct: fc.oneof(
      fc.uniqueArray(fc.constantFrom('count', 'title', 'status', 'total', 'ok', 'day', 'blob'), {
        maxLength: 2,
      }),
      fc.constantFrom('done', 'ratio', 'big'),
    ),
  },
  { requiredKeys: [] },
);

/** Arguments of findMany, with a cursor that is the place of a row among all. */
export const randomQuery = fc
  .record({
    order: fc.option(orderBy, { nil: undefined, freq: 6 }),
    where: fc.option(where, { nil: undefined, freq: 1 }),
    projection,
    page,
    cursor: fc.option(fc.nat(), { nil: undefined, freq: 1 }),
  })
  .map(({ order, page: paged, projection: chosen, cursor, where: filter }) => ({
    cursor,
    args: {
      ...(order === undefined ? {} : { orderBy: order }),
      ...(filter === undefined ? {} : { where: filter }),
      ...chosen,
      ...paged,
    } as Loose,
  }));
