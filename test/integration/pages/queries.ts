import fc from 'fast-check';
import type { Loose } from '../../support/generated-shards.js';

/** Fields by which pages may be ordered, and whether they may be null. */
export const FIELDS: readonly (readonly [field: string, nullable: boolean])[] = [
  ['title', false],
  ['subtitle', true],
  ['views', false],
  ['likes', true],
  ['price', true],
  ['score', true],
  ['status', true],
  ['pinned', true],
  ['at', true],
  ['day', false],
  ['weight', true],
  ['code', true],
  ['ref', true],
  ['clock', true],
  ['authorId', false],
  ['id', false],
];
const direction = fc.constantFrom('asc', 'desc');
const sorted = (nullable: boolean): fc.Arbitrary<Loose> =>
  nullable
    ? fc.oneof(direction, fc.record({ sort: direction, nulls: fc.constantFrom('first', 'last') }))
    : direction;
const byField: fc.Arbitrary<Loose> = fc
  .constantFrom(...FIELDS)
  .chain(([field, nullable]) => sorted(nullable).map((sort) => ({ [field]: sort })));
const byRelation: fc.Arbitrary<Loose> = fc.oneof(
  direction.map((name) => ({ author: { name } })),
  sorted(true).map((rank) => ({ author: { rank } })),
  direction.map((level) => ({ editor: { level } })),
  sorted(true).map((nick) => ({ editor: { nick } })),
);

/** Orders of posts, for which no two rows need to differ. */
export const orderBy: fc.Arbitrary<Loose> = fc.oneof(
  fc.constant(undefined),
  byField,
  fc.array(fc.oneof({ arbitrary: byField, weight: 3 }, { arbitrary: byRelation, weight: 1 }), {
    maxLength: 3,
  }),
);

/** The order in which one database has to be asked for the same rows in the same order. */
export const totalOrder = (given: Loose): Loose[] => [
  ...(given === undefined ? [] : [given].flat()),
  { authorId: 'asc' },
  { id: 'asc' },
];

export const where: fc.Arbitrary<Loose> = fc.oneof(
  fc.constant(undefined),
  fc.record({ authorId: fc.record({ in: fc.array(fc.nat(12), { maxLength: 4 }) }) }),
  fc.record({ views: fc.record({ gte: fc.nat(2) }) }),
  fc.record({ OR: fc.constantFrom([], [{ views: 1 }, { pinned: true }]) }),
  fc.record({ NOT: fc.record({ views: fc.nat(2) }) }),
);

/** What of the rows is asked for. */
export const projection: fc.Arbitrary<Loose> = fc.constantFrom(
  {},
  { select: { id: true } },
  { select: { id: true, title: true, author: { select: { id: true } } } },
  { select: { editor: { select: { level: true, posts: { select: { id: true } } } } } },
  { omit: { id: true, title: true, likes: true } },
  {
    include: { author: true, editor: { include: { posts: { orderBy: { id: 'desc' }, take: 1 } } } },
  },
);
