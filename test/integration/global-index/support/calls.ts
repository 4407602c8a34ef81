import fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';

export type Call = readonly [model: string, method: string, args: Loose];

const id = fc.bigInt({ min: 1n, max: 6n });
const email = fc.constantFrom('a@b.c', 'A@b.c', "o'neil@b.c", 'ünï@b.c', '["x"]');
const nickname = fc.constantFrom(null, 'al', 'bo', 'cy');
const country = fc.constantFrom(null, 'de', 'fr');
const bank = fc.constantFrom('north', 'south');
const number = fc.integer({ min: 1, max: 3 });
const row = fc.record({ id, email, nickname, country, name: fc.constantFrom('x', 'y') });
const account = fc.record({ id, bank, number });

const by = row.chain((given) =>
  fc.constantFrom<Loose>(
    { id: given.id },
    { email: given.email },
    { nickname: given.nickname ?? 'al' },
  ),
);
const handle = fc.constantFrom('@a', '@b', '@c').map((given) => ({ handle: given }));
const include = { accounts: { orderBy: { id: 'asc' } }, profile: true };

const change = fc.oneof(
  fc.record({ email }),
  fc.record({ nickname }),
  fc.record({ email: email.map((set) => ({ set })), nickname }),
  fc.record({ name: fc.constant('z') }),
  fc.record({ country }),
  account.map((one) => ({ accounts: { create: one } })),
);

/** Nested writes that depend on what is there; the key of the user is in their selectors. */
const dependent = (userId: bigint) => {
  const where = fc.oneof(
    id.map((of) => ({ userId_id: { userId, id: of } })),
    fc.tuple(bank, number).map(([of, no]) => ({ userId, bank_number: { bank: of, number: no } })),
  );
  return fc.oneof(
    fc
      .record({ where, create: account })
      .map((connectOrCreate) => ({ accounts: { connectOrCreate } })),
    fc
      .uniqueArray(account, { minLength: 1, maxLength: 3, selector: ({ id: of }) => of })
      .map((accounts) => ({
        accounts: {
          connectOrCreate: accounts.map((create) => ({
            where: { userId_id: { userId, id: create.id } },
            create,
          })),
        },
      })),
    fc
      .record({ where, create: account, update: fc.record({ bank, number }) })
      .map((upsert) => ({ accounts: { upsert } })),
    fc.record({ create: handle, update: handle }).map((upsert) => ({ profile: { upsert } })),
    handle.map((create) => ({ profile: { connectOrCreate: { where: { userId }, create } } })),
  );
};

/** Every write that keeps a global index, and reads by it. */
export const call: fc.Arbitrary<Call> = fc.oneof(
  row.map((data): Call => ['user', 'create', { data, include }]),
  fc
    .tuple(row, fc.array(account, { maxLength: 2 }))
    .map(
      ([data, create]): Call => [
        'user',
        'create',
        { data: { ...data, accounts: { create } }, include },
      ],
    ),
  fc
    .array(row, { maxLength: 5 })
    .map((data): Call => ['user', 'createMany', { data, skipDuplicates: true }]),
  row.map((data): Call => ['user', 'createManyAndReturn', { data: [data] }]),
  fc.tuple(by, change).map(([where, data]): Call => ['user', 'update', { where, data, include }]),
  fc
    .tuple(row, change)
    .map(
      ([create, update]): Call => [
        'user',
        'upsert',
        { where: { id: create.id }, create, update, include },
      ],
    ),
  fc
    .tuple(row, change)
    .map(
      ([create, update]): Call => [
        'user',
        'upsert',
        { where: { email: create.email }, create, update },
      ],
    ),
  id.chain((of) =>
    dependent(of).map((data): Call => ['user', 'update', { where: { id: of }, data, include }]),
  ),
  fc.tuple(row, account).map(([user, one]): Call => {
    const connectOrCreate = { where: { id: user.id }, create: user };
    return ['account', 'create', { data: { ...one, user: { connectOrCreate } } }];
  }),
  by.map((where): Call => ['user', 'delete', { where }]),
  id.map((one): Call => ['user', 'deleteMany', { where: { id: one } }]),
  by.map((where): Call => ['user', 'findUnique', { where, include }]),
  by.map((where): Call => ['user', 'findUniqueOrThrow', { where, select: { id: true } }]),
  fc
    .tuple(id, account)
    .map(([userId, data]): Call => ['account', 'create', { data: { ...data, userId } }]),
  fc
    .tuple(id, fc.array(account, { maxLength: 3 }))
    .map(
      ([userId, rows]): Call => [
        'account',
        'createMany',
        { data: rows.map((one) => ({ ...one, userId })) },
      ],
    ),
  fc
    .tuple(
      id,
      id,
      fc.oneof(fc.record({ bank }), fc.record({ number }), fc.record({ bank, number })),
    )
    .map(
      ([userId, of, data]): Call => [
        'account',
        'update',
        { where: { userId_id: { userId, id: of } }, data },
      ],
    ),
  fc
    .tuple(bank, number)
    .map(
      ([of, no]): Call => [
        'account',
        'findUnique',
        { where: { bank_number: { bank: of, number: no } }, include: { user: true } },
      ],
    ),
  fc
    .tuple(bank, number)
    .map(
      ([of, no]): Call => [
        'account',
        'delete',
        { where: { bank_number: { bank: of, number: no } } },
      ],
    ),
);
