import { afterSalesRows, loyaltyRows } from './after-sales.js';
import { type CatalogEntry, catalogEntries, catalogRows } from './catalog.js';
import { customerRows } from './customers.js';
import { orderRows } from './orders.js';
import { createRandom } from './random.js';

const CUSTOMERS = 200;

/** All rows of the shop, the same ones every time. */
export type ShopRows = ReturnType<typeof shopRows>;

export function shopRows() {
  const random = createRandom(20_250_106);
  const entries = catalogEntries(random);
  const catalog = atLeastOne(entries);
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => {
    const own = customerRows(BigInt(index + 1), catalog, random);
    const { id, createdAt } = own.user;
    const orders = Array.from({ length: random.between(0, 5) }, (_, at) =>
      orderRows(id, at + 1, createdAt, catalog, random),
    );
    const after = orders.map((rows, at) => afterSalesRows(id, at + 1, rows, random));
    return { own, orders, after, loyalty: loyaltyRows(id, createdAt, orders) };
  });
  const orders = customers.flatMap((customer) => customer.orders);
  const after = customers.flatMap((customer) => customer.after);
  return {
    ...catalogRows(entries, random),
    users: customers.map(({ own }) => own.user),
    addresses: customers.flatMap(({ own }) => own.addresses),
    carts: customers.flatMap(({ own }) => own.carts),
    cartItems: customers.flatMap(({ own }) => own.cartItems),
    loyalty: customers.flatMap(({ loyalty }) => loyalty),
    orders: orders.map(({ order }) => order),
    orderItems: orders.flatMap(({ items }) => items),
    payments: after.flatMap(({ payments }) => payments),
    refunds: after.flatMap(({ refunds }) => refunds),
    shipments: after.flatMap(({ shipments }) => shipments),
    shipmentEvents: after.flatMap(({ shipmentEvents }) => shipmentEvents),
    reviews: after.flatMap(({ reviews }) => reviews),
  };
}

function atLeastOne(entries: readonly CatalogEntry[]): readonly [CatalogEntry, ...CatalogEntry[]] {
  const [first, ...rest] = entries;
  if (first === undefined) throw new Error('The catalog is empty.');
  return [first, ...rest];
}
