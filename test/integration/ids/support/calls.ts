import fc from 'fast-check';
import { encodeSnowflake } from '../../../../runtime/id-layout/snowflake.js';
import { SNOWFLAKE_LAYOUTS } from '../../../../runtime/id-layout/snowflake-layout.js';
import type { Loose, LooseShards } from '../../../support/generated-shards.js';

export type Call = readonly [model: string, method: string, args: Loose];

/** A user, and ids that rows of this user may have. */
interface Owner {
  readonly userId: bigint;
  readonly bucket: number;
  readonly orders: readonly bigint[];
  readonly items: readonly string[];
}

const EACH = 3;

/** Users of whom two have one bucket, and two others one shard. */
export function owners(db: LooseShards): readonly Owner[] {
  const bucketOf = (id: bigint) => db['user']?.route({ id }).bucket ?? 0;
  const first = 1n;
  let twin = 2n;
  while (bucketOf(twin) !== bucketOf(first)) twin += 1n;
  const shardOf = (id: bigint) => db['user']?.route({ id }).shard;
  let neighbour = twin + 1n;
  while (shardOf(neighbour) !== shardOf(first) || bucketOf(neighbour) === bucketOf(first)) {
    neighbour += 1n;
  }
  let stranger = twin + 1n;
  while (shardOf(stranger) === shardOf(first)) stranger += 1n;
  return [first, twin, neighbour, stranger].map((userId, position) => {
    const bucket = bucketOf(userId);
    const numbers = Array.from({ length: EACH }, (_, i) => position * EACH + i);
    return {
      userId,
      bucket,
      orders: numbers.map((sequence) =>
        encodeSnowflake(SNOWFLAKE_LAYOUTS.snowflake.bucketed, {
          tick: 1000,
          bucket,
          worker: 1,
          sequence,
        }),
      ),
      items: numbers.map(
        (number) =>
          `01900000-0000-7000-8000-${number.toString(16).padStart(8, '0')}${bucket.toString(16).padStart(4, '0')}`,
      ),
    };
  });
}

/** Calls with each kind of answer, which random ones may miss: rows, P2002, no row, P2025, a refusal. */
export function oneOfEach([first, , , stranger]: readonly Owner[]): Call[] {
  if (first === undefined || stranger === undefined) throw new Error('There are four owners.');
  const { userId } = first;
  const [id] = first.orders;
  const create: Call = ['order', 'create', { data: { id, userId, status: 'new', code: null } }];
  const foreign = { id: stranger.items[0], label: 'a' };
  return [
    ['user', 'create', { data: { id: userId, name: 'user' } }],
    create,
    create,
    ['order', 'findUnique', { where: { id: first.orders[1] } }],
    ['order', 'update', { where: { id: first.orders[1] }, data: { status: 'paid' } }],
    ['order', 'update', { where: { id }, data: { items: { create: foreign } } }],
  ];
}

const status = fc.constantFrom('new', 'paid', 'gone');
const code = fc.constantFrom(null, 'x', 'y', 'z');

/** Calls that name a row by its id, and writes that make rows to find. */
export function callsOf(all: readonly Owner[]): fc.Arbitrary<Call> {
  const owner = fc.constantFrom(...all);
  const someOrder = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...all.flatMap(({ orders }) => orders)) },
    { weight: 1, arbitrary: fc.constantFrom(-5n, 0n, 7n, 2n ** 62n) },
  );
  const someItem = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...all.flatMap(({ items }) => items)) },
    { weight: 1, arbitrary: fc.constant('6f0c9a52-5b0c-4f8e-9d0a-ffffffffffff') },
  );
  const item = (one: Owner) =>
    fc.record({ id: fc.constantFrom(...one.items), label: fc.constantFrom('a', 'b') });
  const order = (one: Owner) => fc.record({ id: fc.constantFrom(...one.orders), status, code });
  const include = { items: { orderBy: { id: 'asc' } }, user: true };
  const where = fc.oneof(
    someOrder.map((id) => ({ id })),
    fc.tuple(someOrder, status).map(([id, of]) => ({ id, status: of })),
    // By both: a contradiction has no row.
    fc.tuple(someOrder, owner).map(([id, { userId }]) => ({ id, userId })),
  );
  const change = owner.chain((one) =>
    fc.oneof(
      fc.record({ status }),
      fc.record({ code }),
      fc.record({ status, code: code.map((set) => ({ set })) }),
      item(one).map((create) => ({ items: { create } })),
      fc.constant({ user: { update: { name: 'changed' } } }),
      fc.constant({ items: { deleteMany: {} } }),
    ),
  );
  const fullUser = (one: Owner) => ({ id: one.userId, name: 'user' });
  return fc.oneof(
    { weight: 2, arbitrary: owner.map((one): Call => ['user', 'create', { data: fullUser(one) }]) },
    {
      weight: 4,
      arbitrary: owner.chain((one) =>
        order(one).map(
          (data): Call => ['order', 'create', { data: { ...data, userId: one.userId } }],
        ),
      ),
    },
    {
      weight: 2,
      arbitrary: owner.chain((one) =>
        fc.tuple(order(one), item(one)).map(
          ([data, create]): Call => [
            'order',
            'create',
            {
              data: {
                ...data,
                user: { connectOrCreate: { where: { id: one.userId }, create: fullUser(one) } },
                items: { create },
              },
              include,
            },
          ],
        ),
      ),
    },
    {
      weight: 2,
      arbitrary: owner.chain((one) =>
        fc
          .array(order(one), { maxLength: 3 })
          .map(
            (rows): Call => [
              'order',
              'createMany',
              { data: rows.map((row) => ({ ...row, userId: one.userId })), skipDuplicates: true },
            ],
          ),
      ),
    },
    {
      weight: 3,
      arbitrary: where.map((by): Call => ['order', 'findUnique', { where: by, include }]),
    },
    {
      weight: 1,
      arbitrary: where.map(
        (by): Call => ['order', 'findUniqueOrThrow', { where: by, select: { status: true } }],
      ),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(where, change)
        .map(([by, data]): Call => ['order', 'update', { where: by, data, include }]),
    },
    { weight: 2, arbitrary: where.map((by): Call => ['order', 'delete', { where: by }]) },
    {
      weight: 3,
      arbitrary: owner.chain((one) =>
        fc
          .tuple(someOrder, order(one), fc.record({ status }))
          .map(
            ([id, data, update]): Call => [
              'order',
              'upsert',
              { where: { id }, create: { ...data, userId: one.userId }, update },
            ],
          ),
      ),
    },
    {
      weight: 2,
      arbitrary: someItem.map(
        (id): Call => ['item', 'findUnique', { where: { id }, include: { order: true } }],
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(someItem, fc.constantFrom('c', 'd'))
        .map(([id, label]): Call => ['item', 'update', { where: { id }, data: { label } }]),
    },
    { weight: 1, arbitrary: someItem.map((id): Call => ['item', 'delete', { where: { id } }]) },
    {
      weight: 1,
      arbitrary: owner.map(({ userId }): Call => ['user', 'delete', { where: { id: userId } }]),
    },
  );
}
