import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from '../../support/generated-shards.js';
import { ORDERS, ROWS } from './rows.js';
import { type CrossRelations, startCrossRelations } from './support.js';

const RUNS = Number(process.env['RUNS'] ?? 250);

let world: CrossRelations;
/** The orders as the shards give them, as `ORDERS` has them. */
let orders: readonly Loose[];

beforeAll(async () => {
  world = await startCrossRelations('cross-relations-agree');
  for (const client of [world.db, world.oracle]) {
    const loose: Loose = client;
    for (const [model, data] of ROWS) await loose[model].createMany({ data });
  }
  orders = await Promise.all(
    ORDERS.map(({ userId, id }) =>
      world.db.order.findUniqueOrThrow({ where: { userId_id: { userId, id } } }),
    ),
  );
});
afterAll(() => world.stop());

/** A relation: its loader, its name in the one database, and how a row says whose shard to ask. */
interface Relation {
  readonly loader: string;
  readonly included: string;
  readonly target: string;
  /** The shard key of what a row names; undefined where it names nothing. */
  readonly key: (row: Loose) => Loose;
  /** Equal for rows that name the same. */
  readonly same: (row: Loose) => string;
  readonly fields: readonly string[];
  readonly nested: boolean;
}

const one = (
  loader: string,
  target: string,
  field: string,
  references: string,
  special: Partial<Relation> = {},
): Relation => ({
  loader,
  target,
  included: target,
  key: (row) => (row[field] === null ? undefined : { [references]: row[field] }),
  same: (row) => String(row[field] instanceof Date ? row[field].getTime() : row[field]),
  fields: [references],
  nested: false,
  ...special,
});

const RELATIONS: readonly Relation[] = [
  one('loadProduct', 'product', 'productId', 'id', {
    nested: true,
    fields: ['id', 'name', 'price', 'tags', 'meta', 'photo', 'madeAt'],
  }),
  one('loadCountry', 'country', 'country', 'code', {
    included: 'toCountry',
    fields: ['code', 'name'],
  }),
  one('loadPeriod', 'period', 'day', 'day', { fields: ['day', 'note'] }),
  one('loadBand', 'band', 'amount', 'amount', { fields: ['amount', 'label'] }),
  one('loadDevice', 'device', 'deviceId', 'id', { fields: ['id', 'label'] }),
  one('loadPlan', 'plan', 'plan_name', 'name', {
    key: (row) => (row.plan_name === null ? undefined : {}),
    fields: ['id', 'name', 'bestId'],
  }),
  one('loadStore', 'store', 'zone', 'zone', {
    key: ({ zone, storeNumber }) => (zone === null || storeNumber === null ? undefined : { zone }),
    same: (row) => `${row.zone} ${row.storeNumber}`,
    fields: ['zone', 'number', 'name'],
  }),
  one('loadDoc', 'doc', 'tenantId', 'tenantId', {
    key: ({ tenantId, docKey }) =>
      tenantId === null || docKey === null ? undefined : { tenantId },
    same: (row) => `${row.tenantId} ${row.docKey}`,
    fields: ['tenantId', 'key', 'text'],
  }),
  one('loadAgain', 'order', 'againUserId', 'userId', {
    included: 'again',
    same: (row) => `${row.againUserId} ${row.againId}`,
    fields: ['userId', 'id', 'amount', 'day'],
  }),
];

/** What of the rows is asked for; with columns of the reference or without. */
function projectionOf({ fields, nested }: Relation): fc.Arbitrary<Loose> {
  const flags = fc
    .subarray([...fields], { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name) => [name, true])));
  const mixed = fc.tuple(flags, fc.subarray([...fields])).map(([on, names]) => ({
    ...Object.fromEntries(names.map((name) => [name, false])),
    ...on,
  }));
  const reviews = { orderBy: { number: 'desc' }, select: { number: true, stars: true } };
  return fc.oneof(
    fc.constant(undefined),
    fc.constant({}),
    mixed.map((select) => ({ select })),
    fc
      .subarray(fields.slice(1))
      .chain((names) =>
        fc.constantFrom(names, [...names, fields[0] ?? '']).map((hidden) => ({
          omit: Object.fromEntries(fields.map((name) => [name, hidden.includes(name)])),
        })),
      )
      .filter(({ omit }) => Object.values(omit).includes(false)),
    ...(nested
      ? [
          fc.constant({ include: { reviews } }),
          fc.constant({ select: { reviews } }),
          fc.constant({ select: { _count: { select: { reviews: true } } } }),
          mixed.map((select) => ({ select: { ...select, reviews } })),
          fc.constant({ include: { reviews: { take: 1 } }, omit: { id: true, photo: true } }),
        ]
      : []),
  );
}

const draw = fc.constantFrom(...RELATIONS).chain((relation) =>
  fc.record({
    relation: fc.constant(relation),
    args: projectionOf(relation),
    picks: fc.array(fc.nat({ max: ORDERS.length - 1 }), { maxLength: 25 }),
  }),
);

const scattered = (rows: readonly Loose[], { key, target }: Relation): readonly string[] => {
  const keys = rows.map(key).filter((each) => each !== undefined);
  const route = (each: Loose) => world.db[target].route(...(target === 'plan' ? [] : [each])).shard;
  return [...new Set<string>(keys.map(route))].sort();
};

test('a loader gives what include gives in one database, and asks each shard once', async () => {
  const seen = { null: 0, rows: 0, repeated: 0, several: 0, none: 0 };
  const { queries } = world.shards.virtual;
  await fc.assert(
    fc.asyncProperty(draw, async ({ relation, args, picks }) => {
      const rows = picks.map((i) => orders[i]);
      const call = `${relation.loader}(${inspect(picks)}, ${inspect(args, { depth: 9 })})`;
      queries.clear();
      const ours = await world.db.order[relation.loader](rows, args);
      const statements = queries.statements.map(({ shard }) => shard);
      const whole = await (world.oracle as Loose).order.findMany({
        select: { userId: true, id: true, [relation.included]: args ?? true },
      });
      const theirs = rows.map(
        ({ userId, id }) =>
          whole.find((row: Loose) => row.userId === userId && row.id === id)[relation.included],
      );
      expect(ours, call).toStrictEqual(theirs);
      const shards = scattered(rows, relation);
      expect([...new Set(statements)].sort(), call).toEqual(shards);
      // Included rows are a statement of their own, as in Prisma.
      const more = JSON.stringify(args ?? {}).includes('reviews') ? 2 : 1;
      expect(statements.length, call).toBeLessThanOrEqual(shards.length * more);
      if (more === 1) expect(statements.length, call).toBe(shards.length);
      seen.null += theirs.filter((row) => row === null).length;
      seen.rows += theirs.filter((row) => row !== null).length;
      seen.repeated += rows.length - new Set(rows.map(relation.same)).size;
      seen.several += Number(shards.length > 1);
      seen.none += Number(shards.length === 0);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(seen.null).toBeGreaterThan(RUNS);
  expect(seen.rows).toBeGreaterThan(RUNS);
  expect(seen.repeated).toBeGreaterThan(RUNS);
  expect(seen.several).toBeGreaterThan(RUNS / 4);
  expect(seen.none).toBeGreaterThan(0);
}, 240_000);

test('a global model loads too, from every shard', async () => {
  const plans = await world.db.plan.findMany({ orderBy: { id: 'asc' } });
  const theirs = await (world.oracle as Loose).plan.findMany({
    orderBy: { id: 'asc' },
    select: { best: { select: { name: true } } },
  });
  const ours = await world.db.plan.loadBest(plans, { select: { name: true } });
  expect(ours).toEqual(theirs.map(({ best }: Loose) => best));
  expect(ours.some((row: Loose) => row !== null) && ours.includes(null)).toBe(true);
});
