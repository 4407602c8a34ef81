import fc from 'fast-check';
import type { Loose } from '../../support/generated-shards.js';

const MADE = new Date('2024-05-06T07:08:09.123Z');

/** Half of what an order may name exists: the other half was never there, or is gone. */
const POOLS = {
  productId: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 2n ** 62n, -1n],
  store: [
    ['EU', 1],
    ['EU', 2],
    ['US', 1],
    ['US', 2],
    ['ASIA', 1],
    ['ASIA', null],
    [null, 1],
  ],
  country: ['at', 'AT', 'usa', 'USA', 'GBR', 'gbr'],
  day: ['2023-12-31', '2024-01-01', '2024-02-29', '2025-01-01'].map((day) => new Date(day)),
  amount: ['-1', '0', '10.49', '10.5', '1234567.89'],
  deviceId: ['00', '01', '02', '7f', 'ff'].map(
    (byte) => `${byte}000000-0000-4000-8000-000000000000`,
  ),
  plan_name: ['free', 'team', "o'neil", 'Ünï', ''],
  doc: [
    [1, 'a'],
    [1, 'b'],
    [2, 'a'],
    [2, 'a1'],
    [12, 'a'],
    [1, 'zz'],
    [1, null],
    [null, 'a'],
  ],
} as const;

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 5 });

const orderRow = fc
  .record({
    productId: maybe(POOLS.productId),
    store: fc.constantFrom(...POOLS.store),
    country: maybe(POOLS.country),
    day: maybe(POOLS.day),
    amount: maybe(POOLS.amount),
    deviceId: maybe(POOLS.deviceId),
    plan_name: maybe(POOLS.plan_name),
    doc: fc.constantFrom(...POOLS.doc),
    again: maybe([
      [1n, 0],
      [1n, 1],
      [2n, 7],
      [7n, 1],
      [9n, 9],
    ] as const),
  })
  .map(({ store: [zone, storeNumber], doc: [tenantId, docKey], again, ...rest }) => ({
    ...rest,
    zone,
    storeNumber,
    tenantId,
    docKey,
    againUserId: again?.[0] ?? null,
    againId: again?.[1] ?? null,
  }));

/** Orders of seven customers. */
export const ORDERS: readonly Loose[] = fc
  .sample(orderRow, { numRuns: 60, seed: 7 })
  .map((row, i) => ({ userId: BigInt(i % 7) + 1n, id: Math.floor(i / 7), ...row }));

const product = (id: bigint, i: number) => ({
  id,
  name: `product ${id}`,
  price: `${i}.50`,
  tags: ['a', 'b'].slice(0, i % 3),
  meta: { nested: { list: [i, null, 'x'] } },
  photo: new Uint8Array([i, 255]),
  madeAt: MADE,
});

/** Every row that is there, by model, in an order that needs no foreign key. */
export const ROWS: readonly (readonly [model: string, rows: readonly Loose[]])[] = [
  ['product', [1n, 2n, 3n, 4n, 5n, 2n ** 62n].map(product)],
  [
    'review',
    [1n, 1n, 2n, 2n ** 62n].map((productId, number) => ({ productId, number, stars: number })),
  ],
  [
    'store',
    POOLS.store
      .slice(0, 5)
      .filter((_, i) => i !== 1)
      .map(([zone, number]) => ({ zone, number, name: `${zone} ${number}` })),
  ],
  ['country', ['at', 'USA', 'gbr'].map((code) => ({ code, name: code }))],
  ['period', POOLS.day.slice(0, 3).map((day, i) => ({ day, note: i === 1 ? null : `${i}` }))],
  ['band', POOLS.amount.slice(1).map((amount) => ({ amount, label: amount }))],
  ['device', POOLS.deviceId.slice(1).map((id) => ({ id, label: id.slice(0, 2) }))],
  ['plan', POOLS.plan_name.slice(0, 4).map((name, id) => ({ id, name, bestId: BigInt(id) * 3n }))],
  [
    'doc',
    POOLS.doc.slice(0, 5).map(([tenantId, key]) => ({ tenantId, key, text: `${tenantId} ${key}` })),
  ],
  ['order', ORDERS],
];
