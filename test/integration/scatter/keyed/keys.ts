import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';

/** A model, the fields of its shard key, and values of them that lie near each other. */
export interface Keyed {
  readonly model: string;
  readonly delegate: string;
  readonly fields: Readonly<Record<string, readonly unknown[]>>;
  /** A further field of its rows' ids. */
  readonly id?: string;
  /** A relation that carries the key, and what filters it. */
  readonly relation?: { readonly name: string; readonly to: string; readonly list: boolean };
}

const BIG = [1n, 2n, 3n, 4n, 5n, 9007199254740993n];
const REGIONS = ['eu', 'us', 'EU', "o'k"];
const CODES = [1, 2, 3, 7];

export const KEYED: readonly Keyed[] = [
  {
    ...{ model: 'User', delegate: 'user', fields: { id: BIG } },
    relation: { name: 'orders', to: 'Order', list: true },
  },
  {
    ...{ model: 'Order', delegate: 'order', fields: { userId: BIG } },
    relation: { name: 'user', to: 'User', list: false },
  },
  {
    ...{ model: 'Depot', delegate: 'depot', fields: { region: REGIONS, code: CODES } },
    relation: { name: 'shelves', to: 'Shelf', list: true },
  },
  {
    ...{ model: 'Shelf', delegate: 'shelf', id: 'id' },
    fields: { depotRegion: REGIONS, depotCode: CODES },
    relation: { name: 'depot', to: 'Depot', list: false },
  },
  {
    ...{ model: 'Customer', delegate: 'customer', id: 'id' },
    fields: { country: ['US', 'us', 'DE', 'FR'], state: ['CA', 'ny', 'BY', 'x'] },
  },
  { model: 'Event', delegate: 'event', fields: { id: [1, 2, 3, 5, 6, 7, 8, 100] } },
  {
    ...{ model: 'Plan', delegate: 'plan' },
    fields: { tier: ['FREE', 'PAID'], number: [1n, 2n, 3n, 4n, 5n] },
  },
  {
    ...{ model: 'Tenant', delegate: 'tenant' },
    fields: { region: ['FREE', 'PAID'], code: ['a', 'A', 'b/c', ''] },
  },
];

export const keyedOf = (model: string): Keyed => {
  const found = KEYED.find((each) => each.model === model);
  if (found === undefined) throw new Error(`there is no ${model}`);
  return found;
};

/** Every key of a model, as an object. */
export function keysOf({ fields }: Keyed): readonly Loose[] {
  let keys: Loose[] = [{}];
  for (const [name, values] of Object.entries(fields)) {
    keys = keys.flatMap((key) => values.map((value) => ({ ...key, [name]: value })));
  }
  return keys;
}

/** Some keys of tenants have no entry in the directory; all others have a row, or two. */
export function rowsOf(keyed: Keyed): readonly Loose[] {
  const keys = keysOf(keyed).filter((_, i) => keyed.model !== 'Tenant' || i % 3 !== 2);
  const id = keyed.id;
  return keys.flatMap((key, i) =>
    id === undefined
      ? [{ ...key, name: i % 2 === 0 ? 'a' : 'b' }]
      : [
          { ...key, [id]: 1, name: 'a' },
          { ...key, [id]: 2, name: 'b' },
        ],
  );
}

/** Filters of one key field, by operators that name values and by such that do not. */
function filterOf(values: readonly unknown[]): fc.Arbitrary<Loose> {
  const value = fc.constantFrom(...values);
  const list = fc.array(value, { maxLength: 4 });
  const isText = typeof values[0] === 'string' && !['FREE', 'PAID'].includes(values[0]);
  const isEnum = ['FREE', 'PAID'].includes(String(values[0]));
  const compared = isEnum
    ? []
    : [
        fc.record(
          { gte: value, gt: value, lt: value, lte: value, in: list, equals: value },
          { requiredKeys: [] },
        ),
        fc.record({ in: list, lt: value }),
      ];
  const texts = isText
    ? [
        fc.record({ equals: value, mode: fc.constant('insensitive') }),
        fc.record({ in: list, mode: fc.constantFrom('default', 'insensitive') }),
        fc.record({ contains: value }),
      ]
    : [];
  return fc.oneof(
    { arbitrary: value, weight: 3 },
    { arbitrary: list.map((of) => ({ in: of })), weight: 4 },
    value.map((of) => ({ equals: of })),
    fc.record({ in: list, not: value }),
    fc.record({ notIn: list }),
    value.map((of) => ({ not: of })),
    ...compared,
    ...texts,
  );
}

/** Any filter of a model: its key, another field, relations that carry the key, and logic. */
export function anyFilter(keyed: Keyed, depth = 2): fc.Arbitrary<Loose> {
  const { fields, relation } = keyed;
  const own: Record<string, fc.Arbitrary<Loose>> = {
    name: fc.constantFrom('a', 'b', { in: ['a', 'b'] }, { not: 'a' }),
  };
  for (const [name, values] of Object.entries(fields)) own[name] = filterOf(values);
  const leaf = fc.record(own, { requiredKeys: [] });
  if (depth === 0) return leaf;
  const below = anyFilter(keyed, depth - 1);
  const through: Record<string, fc.Arbitrary<Loose>> = {};
  if (relation !== undefined) {
    const { relation: _back, ...related } = keyedOf(relation.to);
    const target = anyFilter(related, depth - 1);
    const operators = relation.list ? ['some', 'every', 'none'] : ['is', 'isNot'];
    const quantified = fc
      .tuple(fc.constantFrom(...operators), target)
      .map(([operator, filter]) => ({ [operator]: filter }));
    through[relation.name] = relation.list ? quantified : fc.oneof(quantified, target);
  }
  return fc.oneof(
    leaf,
    fc.record(
      {
        ...own,
        ...through,
        AND: fc.oneof(below, fc.array(below, { maxLength: 2 })),
        OR: fc.array(below, { maxLength: 3 }),
        NOT: fc.oneof(below, fc.array(below, { maxLength: 2 })),
      },
      { requiredKeys: [] },
    ),
  );
}

/** Filters that say keys exactly, and which keys they say. */
export function exactFilter(
  keyed: Keyed,
  depth = 2,
): fc.Arbitrary<{ readonly where: Loose; readonly says: (key: Loose) => boolean }> {
  type Exact = { readonly where: Loose; readonly says: (key: Loose) => boolean };
  const parts = Object.entries(keyed.fields).map(([name, values]) => {
    const value = fc.constantFrom(...values);
    return fc.oneof(
      value.map((of): Exact => ({ where: { [name]: of }, says: (key) => key[name] === of })),
      fc.array(value, { minLength: 1, maxLength: 3 }).map(
        (of): Exact => ({
          where: { [name]: { in: of } },
          says: (key) => of.includes(key[name]),
        }),
      ),
    );
  });
  const box = fc.tuple(...parts).map(
    (all): Exact => ({
      where: Object.assign({}, ...all.map(({ where }) => where)),
      says: (key) => all.every(({ says }) => says(key)),
    }),
  );
  if (depth === 0) return box;
  const below = exactFilter(keyed, depth - 1);
  return fc.oneof(
    box,
    fc.array(below, { minLength: 1, maxLength: 4 }).map(
      (all): Exact => ({
        where: { OR: all.map(({ where }) => where) },
        says: (key) => all.some(({ says }) => says(key)),
      }),
    ),
    fc.array(below, { minLength: 1, maxLength: 2 }).map(
      (all): Exact => ({
        where: { AND: all.map(({ where }) => where) },
        says: (key) => all.every(({ says }) => says(key)),
      }),
    ),
    fc.tuple(box, below).map(
      ([first, second]): Exact => ({
        where: { ...first.where, OR: [second.where], name: { not: 'nobody' } },
        says: (key) => first.says(key) && second.says(key),
      }),
    ),
  );
}
