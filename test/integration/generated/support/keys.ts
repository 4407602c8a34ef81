/** A shard key of a group, in the order of its fields. */
export type Key = readonly unknown[];

const uuid = (n: number) => `a0eebc99-9c0b-4ef8-bb6d-${String(n).padStart(12, '0')}`;

/** Keys that the tests write under: the ends of the types, and text that is easy to spoil. */
export const KEYS: Readonly<Record<string, readonly Key[]>> = {
  User: [0n, 1n, -1n, 2n, 3n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)].map((id) => [id]),
  Account: [1, 2, 3, 4, 5].map((n) => [uuid(n)]),
  Depot: [
    ['eu', 1],
    ['eu', 2],
    ['', 1],
    ['e', -2147483648],
    ['日本 👋🏽', 2147483647],
  ],
  Tenant: ['', 'a', ' a', 'a ', 'o\'hara"\\', 'é', 'e\u0301', '👋🏽', 'A'].map((slug) => [slug]),
};

/** The columns of each model's shard key, and their types in PostgreSQL. */
export const KEY_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  User: ['id'],
  Profile: ['userId'],
  Address: ['userId'],
  Gift: ['userId'],
  Order: ['userId'],
  Item: ['userId'],
  Payment: ['userId'],
  Account: ['id'],
  Note: ['accountId'],
  Doc: ['accountId'],
  Depot: ['region', 'code'],
  Shelf: ['region', 'depotCode'],
  Box: ['region', 'depotCode'],
  Tenant: ['slug'],
  Task: ['tenantSlug'],
  Badge: ['tenantSlug'],
};

/** The root of each model's group. */
export const ROOTS: Readonly<Record<string, string>> = {
  User: 'User',
  Profile: 'User',
  Address: 'User',
  Gift: 'User',
  Order: 'User',
  Item: 'User',
  Payment: 'User',
  Account: 'Account',
  Note: 'Account',
  Doc: 'Account',
  Depot: 'Depot',
  Shelf: 'Depot',
  Box: 'Depot',
  Tenant: 'Tenant',
  Task: 'Tenant',
  Badge: 'Tenant',
};

/** Column types of the groups' keys. */
export const KEY_TYPES: Readonly<Record<string, readonly string[]>> = {
  User: ['int8'],
  Account: ['uuid'],
  Depot: ['text', 'int4'],
  Tenant: ['text'],
};

/** Parents before children. */
export const MODELS = Object.keys(KEY_COLUMNS);

export const delegateOf = (model: string) => `${model.slice(0, 1).toLowerCase()}${model.slice(1)}`;

/** The key fields of a model with their values. */
export function keyOf(model: string, key: Key): Record<string, unknown> {
  const columns = KEY_COLUMNS[model] ?? [];
  return Object.fromEntries(columns.map((column, i) => [column, key[i]]));
}
