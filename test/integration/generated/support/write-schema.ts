/** What a row needs besides its key; `n` has never been used before. */
export const BODIES: Readonly<Record<string, (n: number) => object>> = {
  User: (n) => ({ email: `e${n}` }),
  Profile: (n) => ({ bio: `b${n}` }),
  Address: (n) => ({ id: n, city: 'c' }),
  Gift: (n) => ({ id: n, label: 'l' }),
  Order: (n) => ({ id: n, total: 1 }),
  Item: (n) => ({ line: n, sku: 's' }),
  Payment: (n) => ({ id: n, amount: 1 }),
  Account: (n) => ({ label: `l${n}` }),
  Note: (n) => ({ id: n }),
  Doc: (n) => ({ id: n }),
  Depot: (n) => ({ label: `l${n}` }),
  Shelf: (n) => ({ number: n }),
  Box: (n) => ({ id: n }),
  Tenant: (n) => ({ title: `t${n}` }),
  Task: (n) => ({ id: n }),
  Badge: (n) => ({ id: n }),
};

/** Foreign keys besides the shard key; rows with the ids 1 to 3 are always tried first. */
export const LINKS: Readonly<Record<string, readonly string[]>> = {
  Order: ['addressId', 'giftId'],
  Item: ['orderId'],
  Payment: ['orderId'],
  Note: ['parentId'],
  Doc: ['parentId'],
  Box: ['shelf'],
  Task: ['setId'],
  Badge: ['taskId'],
};

/** A change of a column that decides nothing. */
export const CHANGES: Readonly<Record<string, (n: number) => object>> = {
  User: (n) => ({ name: `n${n}`, score: n, tags: { push: 't' } }),
  Profile: (n) => ({ bio: `b${n}` }),
  Address: (n) => ({ city: { set: `c${n}` } }),
  Order: (n) => ({ total: { increment: n }, status: 'PAID' }),
  Item: () => ({ qty: { multiply: 2 } }),
  Payment: (n) => ({ amount: { decrement: n } }),
  Account: (n) => ({ label: `l${n}` }),
  Note: (n) => ({ text: null, rank: n }),
  Depot: (n) => ({ label: `l${n}` }),
  Shelf: (n) => ({ note: `n${n}`, height: '1.5' }),
  Box: () => ({ label: null }),
};

export const TEXT_IDS: Readonly<Record<string, string>> = { email: 'seed', code: 'c' };

/** Every name that a shard-key field has; the last two are the second field of their key. */
export const FIRST_NAMES = ['id', 'userId', 'accountId', 'region', 'slug', 'tenantSlug'];
export const SECOND_NAMES = ['code', 'depotCode'];

export const CREATING = ['create', 'createMany', 'connect', 'connectOrCreate'];
export const CHANGING = [
  ...CREATING,
  'set',
  'update',
  'updateMany',
  'upsert',
  'disconnect',
  'delete',
  'deleteMany',
];
export const METHODS = [
  'delete',
  'deleteMany',
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
];
