import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { isPrismaError, isRefusal, outcomeOf } from './support/outcome.js';
import { openRawRows, type RawRows } from './support/raw-rows.js';
import { SCHEMA_PATH } from './support/schema-path.js';
import { hollow, masked, rawParameters, turncoat } from './support/twists.js';

let shards: GeneratedShards;
let db: Loose;
let rows: RawRows;

beforeAll(async () => {
  shards = await startGeneratedShards('disguised-writes', SCHEMA_PATH);
  db = shards.db;
  rows = await openRawRows(shards);
});

afterAll(async () => {
  await rows.close();
  await shards.stop();
});

const shardName = (id: bigint): string => db.user.route({ id }).shard;
const ids = Array.from({ length: 40 }, (_, i) => BigInt(i + 10));
/** The caller's own user. */
const own = 1n;
/** Somebody on another shard, and somebody on the same one. */
let far = 0n;
let near = 0n;

/** What the last test left; rows are made again only when a call changed some. */
let untouched: unknown;

beforeEach(async () => {
  if (untouched !== undefined && isDeepStrictEqual(await rows.ofShards(), untouched)) return;
  far = ids.find((id) => shardName(id) !== shardName(own)) ?? 0n;
  near = ids.find((id) => shardName(id) === shardName(own)) ?? 0n;
  await shards.reset();
  for (const id of [own, far, near]) {
    const n = Number(id);
    await db.user.create({ data: { id, email: `u${n}`, profile: { create: {} } } });
    await db.address.create({ data: { userId: id, id: 1, city: 'c' } });
    await db.gift.create({ data: { userId: id, id: n, label: 'g' } });
    await db.order.create({ data: { userId: id, id: 1, total: 1, addressId: 1, giftId: n } });
    await db.payment.create({ data: { userId: id, id: 1, amount: 1, orderId: 1 } });
    await db.order.create({ data: { userId: id, id: free(id), total: 1, giftId: n } });
  }
  for (const slug of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const task = { create: { id: 1, update: { create: { id: 1, data: { connect: { slug } } } } } };
    await db.tenant.create({ data: { slug, upsert: task } });
  }
  untouched = await rows.ofShards();
});

/** The id of an order that nothing holds where it is: only that of its own user has this id. */
const free = (id: bigint) => Number(id) + 100;

const user = (id: bigint) => ({ id, email: `new${id}` });
const fresh = 5n;

/** An update of an order from the end of a relation that leaves the shard key out. */
const updateOwnOrder = (data: unknown) =>
  db.gift.update({
    where: { id: Number(own), userId: own },
    data: { orders: { update: { where: { userId_id: { userId: own, id: free(own) } }, data } } },
  });

/** Each attempt gives a row or a link of `other` while it looks like one of the caller's own. */
const attempts: Readonly<Record<string, (other: bigint) => PromiseLike<unknown>>> = {
  'create with a getter that changes its mind': (other) =>
    db.user.create({ data: turncoat(user(fresh), user(other + 100n)) }),
  'create with a Proxy that lists other fields': (other) =>
    db.user.create({ data: masked(user(fresh), user(other + 100n)) }),
  'create with raw parameters': (other) =>
    db.user.create({
      data: rawParameters(user(fresh), { ...user(other + 100n), id: Number(other + 100n) }),
    }),
  'createMany with raw parameters': (other) =>
    db.user.createMany({
      data: [rawParameters(user(fresh), { email: 'x', id: Number(other + 100n) })],
    }),
  'createMany with a getter that changes its mind': (other) =>
    db.user.createMany({ data: [turncoat(user(fresh), user(other + 100n), 2), user(6n)] }),
  'arguments whose data changes': (other) =>
    db.user.create(turncoat({ data: user(fresh) }, { data: user(other + 100n) })),
  'a row that is changed after the call began': (other) => {
    const data = user(fresh);
    const running = db.user.create({ data }).then((row: unknown) => row);
    data.id = other + 100n;
    return running;
  },
  'a list of rows that is changed after the call began': (other) => {
    const data = [user(fresh), user(6n), user(7n)];
    const running = db.user.createMany({ data }).then((count: unknown) => count);
    for (const row of data) row.id = other + 100n + row.id;
    return running;
  },
  'a nested update that is hidden in toJSON': (other) =>
    updateOwnOrder({ toJSON: () => ({ userId: Number(other) }) }),
  'a nested update that is hidden in raw parameters': (other) =>
    updateOwnOrder(rawParameters({}, { userId: Number(other) })),
  'operations that are hidden in raw parameters': (other) =>
    db.user.update({
      where: { id: own },
      data: {
        orders: rawParameters(
          {},
          { connect: { userId_id: { userId: Number(other), id: free(other) } } },
        ),
      },
    }),
  'a connect in a hollow list': (other) =>
    db.user.update({
      where: { id: own },
      data: { orders: { connect: hollow([{ userId_id: { userId: other, id: free(other) } }]) } },
    }),
  'a connect that is inherited': (other) =>
    db.user.update({
      where: { id: own },
      data: {
        orders: Object.create({ connect: { userId_id: { userId: other, id: free(other) } } }),
      },
    }),
  'a set of rows of somebody else': (other) =>
    db.user.update({
      where: { id: own },
      data: { orders: { set: [{ userId_id: { userId: other, id: free(other) } }] } },
    }),
  'a connect by an id that is unique without the key': (other) =>
    db.order.update({
      where: { userId_id: { userId: own, id: 1 } },
      data: { gift: { connect: { id: Number(other) } } },
    }),
  'a row that is connected from the unguarded end': (other) =>
    db.gift.update({
      where: { id: Number(own), userId: own },
      data: { orders: { connect: { userId_id: { userId: other, id: 1 } } } },
    }),
  'a row that is created under somebody else from the unguarded end': (other) =>
    db.gift.update({
      where: { id: Number(own), userId: own },
      data: { orders: { create: { id: 9, total: 1, user: { connect: { id: other } } } } },
    }),
  'a nested createMany with the key of somebody else': (other) =>
    db.gift.update({
      where: { id: Number(own), userId: own },
      data: { orders: { createMany: { data: [{ id: 9, total: 1, userId: other }] } } },
    }),
  'a nested updateMany that sets the key': (other) =>
    db.gift.update({
      where: { id: Number(own), userId: own },
      data: { orders: { updateMany: { where: {}, data: { userId: { set: other } } } } },
    }),
  'an upsert that updates another row than it names': (other) =>
    db.order.upsert({
      where: { userId_id: { userId: own, id: 1 } },
      create: { userId: own, id: 1, total: 1 },
      update: {
        payment: {
          upsert: { create: { id: 9, amount: 1 }, update: { user: { connect: { id: other } } } },
        },
      },
    }),
  'an upsert that creates under another key than it looks for': (other) =>
    db.user.upsert({ where: { id: fresh }, create: user(other + 100n), update: {} }),
  'an update of the key itself': (other) =>
    db.user.update({ where: { id: own }, data: { id: other + 100n } }),
  'an update of the key by { set }': (other) =>
    db.user.updateMany({ where: { id: own }, data: { id: { set: other + 100n } } }),
  'a filter that raw parameters replace': (other) =>
    db.user.updateMany({
      where: rawParameters({ id: own }, { id: Number(other) }),
      data: { email: 'x' },
    }),
  'a key that is an array, an object or a text': (other) =>
    db.user.create({ data: { ...user(fresh), id: [other] } }),
};

describe.each(Object.keys(attempts))('%s', (name) => {
  test.each([0, 1])('moves no row to the shard of another key (%i)', async (which) => {
    const other = [far, near][which] ?? 0n;
    const before = await rows.ofShards();
    shards.virtual.queries.clear();
    const outcome = await outcomeOf(() => attempts[name]?.(other) ?? Promise.reject());
    if (isRefusal(outcome)) expectNothingSent(shards.virtual.queries);
    expect(await rows.misplaced()).toEqual([]);
    const after = await rows.ofShards();
    // Nobody else's rows were touched, whether they are on this shard or on another one.
    const foreign = (tables: typeof before) =>
      tables['Order']?.filter((row) => !row.startsWith(`(${own},`));
    expect(foreign(after)).toEqual(foreign(before));
    if (!outcome.ok) {
      expect(isRefusal(outcome) || isPrismaError(outcome), outcome.code).toBe(true);
      expect(after).toEqual(before);
    }
  });
});

describe('relations that are called as operations are', () => {
  const slugs = ['b', 'c', 'd', 'e', 'f'];

  test.each(slugs)(
    'an update of a relation called data does not move a badge to %s',
    async (slug) => {
      const outcome = await outcomeOf(() =>
        db.task.update({
          where: { tenantSlug_id: { tenantSlug: 'a', id: 1 } },
          data: { update: { update: { data: { connect: { slug } } } } },
        }),
      );
      expect(await rows.misplaced()).toEqual([]);
      expect(isRefusal(outcome)).toBe(true);
    },
  );

  test('rows are written through them', async () => {
    await db.task.update({
      where: { tenantSlug_id: { tenantSlug: 'a', id: 1 } },
      data: {
        create: { create: [{ id: 2, title: 'two' }], connect: [] },
        update: { update: { where: {}, data: { where: 'here' } } },
      },
    });
    expect(await rows.misplaced()).toEqual([]);
    expect(
      await db.task.findMany({
        where: { tenantSlug: 'a' },
        include: { update: true },
        orderBy: { id: 'asc' },
      }),
    ).toEqual([
      {
        tenantSlug: 'a',
        id: 1,
        title: null,
        setId: null,
        update: { tenantSlug: 'a', id: 1, taskId: 1, where: 'here' },
      },
      { tenantSlug: 'a', id: 2, title: 'two', setId: 1, update: null },
    ]);
  });
});
