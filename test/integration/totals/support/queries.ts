import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';
import { kind, text } from './rows.js';

const NUMBERS = ['tenant', 'id', 'small', 'count', 'big', 'dec', 'price', 'float', 'real'];
const ORDERED = [
  ...NUMBERS,
  'plain',
  'text',
  'short',
  'kind',
  'at',
  'zoned',
  'day',
  'time',
  'bytes',
];
const COUNTED = [...ORDERED, 'uid', 'flag', 'micro', 'json', 'tags', 'free'];
const GROUPED = [
  'tenant',
  'small',
  'count',
  'big',
  'dec',
  'price',
  'float',
  'real',
  'plain',
  'text',
  'short',
  'uid',
  'flag',
  'kind',
  'at',
  'zoned',
  'day',
  'time',
  'bytes',
];

const among = (fields: readonly string[], minLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...fields), { minLength, maxLength: 3 });
const selected = (fields: readonly string[]) =>
  fc.option(
    among(fields).map((names) => Object.fromEntries(names.map((name) => [name, true]))),
    { nil: undefined },
  );

export const where: fc.Arbitrary<Loose> = fc.option(
  fc.oneof(
    fc.record({ small: fc.record({ gt: fc.integer({ min: -2, max: 2 }) }) }),
    fc.record({
      tenant: fc.record({ in: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }) }),
    }),
    fc.record({ OR: fc.constantFrom([], [{ kind: 'NEW' }, { flag: true }]) }),
    fc.constant({ id: -1 }),
  ),
  { nil: undefined, freq: 2 },
);

/** What is totalled; never nothing. */
const totals: fc.Arbitrary<Loose> = fc
  .record({
    _count: fc.option(
      fc.oneof(
        fc.constant(true),
        among(['_all', ...COUNTED]).map((names) => Object.fromEntries(names.map((n) => [n, true]))),
      ),
      { nil: undefined },
    ),
    _sum: selected([...NUMBERS, 'free']),
    _avg: selected(NUMBERS),
    _min: selected([...ORDERED, 'micro', 'free']),
    _max: selected([...ORDERED, 'micro', 'free']),
  })
  .map((drawn) =>
    Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)),
  );

export const aggregate: fc.Arbitrary<Loose> = fc
  .record({ where, totals })
  .map(({ totals: selection, where: filter }) => ({
    ...(Object.keys(selection).length === 0 ? { _count: true } : selection),
    ...(filter === undefined ? {} : { where: filter }),
  }));

const numbers = (value: fc.Arbitrary<Loose>): fc.Arbitrary<Loose> =>
  fc.oneof(
    fc.record({ gt: value }),
    fc.record({ gte: value, lt: value }),
    fc.record({ equals: fc.option(value) }),
    fc.record({ lte: value }),
    fc.record({ in: fc.array(value, { maxLength: 3 }) }),
    fc.record({ notIn: fc.array(value, { maxLength: 3 }) }),
    fc.record({ not: fc.option(value) }),
    fc.record({ not: fc.record({ gt: value, lte: value }) }),
    fc.record({ not: fc.record({ not: fc.record({ lt: value }) }) }),
  );

const int = fc.integer({ min: -6, max: 6 });
const float = fc.constantFrom(0, 0.5, -0.5, 1.25, 2.5, 1e-7, 1e21, 1 / 3);
const decimal = fc.constantFrom('0', '1.5', '-0.5', 2, '0.333333333333333333333333333333');
const bigint = fc.constantFrom(0n, 5, '7', 2n ** 63n, -1n);
const moment = fc.constantFrom(
  new Date(0),
  '2024-02-29T12:34:56.789Z',
  new Date('2024-03-01T00:00:00.000Z'),
);

const total = (field: string, name: string, filter: fc.Arbitrary<Loose>) =>
  filter.map((drawn) => ({ [field]: { [name]: drawn } }));

/** Conditions on totals. */
const ofTotals: fc.Arbitrary<Loose> = fc.oneof(
  total('small', '_sum', numbers(int)),
  total('small', '_avg', numbers(float)),
  total('count', '_avg', numbers(float)),
  total('count', '_sum', numbers(int)),
  total('big', '_sum', numbers(bigint)),
  total('big', '_max', numbers(bigint)),
  total('dec', '_avg', numbers(decimal)),
  total('price', '_sum', numbers(decimal)),
  total('price', '_min', numbers(decimal)),
  total('float', '_avg', numbers(float)),
  total('float', '_sum', numbers(float)),
  total('real', '_sum', numbers(float)),
  total('real', '_max', numbers(float)),
  total('id', '_count', numbers(int)),
  total('kind', '_count', numbers(int)),
  total('uid', '_count', numbers(int)),
  total('text', '_min', numbers(text)),
  total('plain', '_max', numbers(text)),
  total('at', '_max', numbers(moment)),
  total('zoned', '_min', numbers(moment)),
  total('day', '_max', numbers(moment)),
  total('time', '_min', numbers(moment)),
  total(
    'kind',
    '_max',
    fc.constantFrom({ equals: 'OPEN' }, { in: ['NEW', 'DONE'] }, { not: 'DONE' }, { notIn: [] }),
  ),
);

/** Conditions on a field by which rows are grouped. */
const ofField: Readonly<Record<string, fc.Arbitrary<Loose>>> = {
  small: numbers(int).map((small) => ({ small })),
  tenant: fc.constantFrom({ tenant: 3 }, { tenant: { in: [1, 2, 5] } }),
  dec: numbers(decimal).map((dec) => ({ dec })),
  big: numbers(bigint).map((big) => ({ big })),
  float: numbers(float).map((each) => ({ float: each })),
  real: numbers(float).map((each) => ({ real: each })),
  plain: fc.oneof(
    numbers(text).map((plain) => ({ plain })),
    text.map((plain) => ({ plain })),
  ),
  text: numbers(text).map((each) => ({ text: each })),
  short: fc.constantFrom({ short: 'a' }, { short: { gt: 'a' } }, { short: { in: ['b ', 'B'] } }),
  kind: kind.map((each) => ({ kind: each })),
  at: numbers(moment).map((at) => ({ at })),
  day: numbers(moment).map((each) => ({ day: each })),
  flag: fc.constantFrom({ flag: true }, { flag: { not: null } }),
  uid: fc.constantFrom({ uid: { equals: 'A0EEBC99-9C0B-4EF8-BB6D-000000000001' } }),
};

function havingFor(by: readonly string[]): fc.Arbitrary<Loose> {
  const own = by.flatMap((field) => ofField[field] ?? []);
  const leaf = own.length === 0 ? ofTotals : fc.oneof(ofTotals, ...own);
  const { condition } = fc.letrec<{ condition: Loose }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ AND: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ OR: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ NOT: fc.array(tie('condition'), { maxLength: 2 }) }),
      fc
        .tuple(leaf, tie('condition'))
        .map(([one, other]) => ({ ...(one as object), ...(other as object) })),
    ),
  }));
  return condition;
}

const direction = fc.constantFrom('asc', 'desc');

function orderFor(by: readonly string[]): fc.Arbitrary<Loose> {
  const NULLABLE = by.filter((field) => field !== 'tenant' && field !== 'id');
  const field = fc
    .tuple(fc.constantFrom(...by), direction)
    .map(([name, sort]) => ({ [name]: sort }));
  const nulls = fc
    .tuple(
      fc.constantFrom(...(NULLABLE.length === 0 ? by : NULLABLE)),
      direction,
      fc.constantFrom('first', 'last'),
    )
    .map(([name, sort, place]) => ({
      [name]: NULLABLE.length === 0 ? sort : { sort, nulls: place },
    }));
  const of = (name: string, fields: readonly string[]) =>
    fc
      .tuple(fc.constantFrom(...fields), direction)
      .map(([each, sort]) => ({ [name]: { [each]: sort } }));
  return fc.array(
    fc.oneof(
      field,
      nulls,
      of('_count', ['id', 'kind', 'text']),
      of('_sum', NUMBERS),
      of('_avg', NUMBERS),
      of('_min', ORDERED),
      of('_max', ORDERED),
    ),
    { maxLength: 3 },
  );
}

/** `total`: no two groups are equal by the order. Which of them comes first is nowhere said. */
export const groupBy: fc.Arbitrary<{ args: Loose; total: boolean }> = among(GROUPED).chain((by) =>
  fc
    .record({
      by: by.length === 1 ? fc.constantFrom(by, by[0]) : fc.constant(by),
      where,
      totals,
      having: fc.option(havingFor(by), { nil: undefined }),
      orderBy: orderFor(by),
      total: fc.boolean(),
      window: fc.record({
        skip: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        take: fc.option(fc.integer({ min: -5, max: 6 }), { nil: undefined }),
      }),
    })
    .map(({ totals: selection, total: isTotal, window, ...drawn }) => {
      const part = window.skip !== undefined || window.take !== undefined;
      const args = { ...drawn, ...selection, ...window };
      if (!part && !isTotal) return { args, total: false };
      const used = drawn.orderBy.flatMap((term: object) => Object.keys(term));
      const rest = by.filter((field) => !used.includes(field)).map((field) => ({ [field]: 'asc' }));
      return { args: { ...args, orderBy: [...drawn.orderBy, ...rest] }, total: true };
    }),
);
