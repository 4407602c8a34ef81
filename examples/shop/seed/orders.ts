import { OrderStatus, type Prisma } from '../src/generated/prisma/client.js';
import { hoursAfter } from './calendar.js';
import type { CatalogEntry } from './catalog.js';
import { money } from './money.js';
import type { Random } from './random.js';

const STATES = [
  OrderStatus.OPEN,
  OrderStatus.CANCELLED,
  OrderStatus.PAID,
  OrderStatus.SHIPPED,
  OrderStatus.SHIPPED,
  OrderStatus.DELIVERED,
  OrderStatus.DELIVERED,
  OrderStatus.DELIVERED,
  OrderStatus.DELIVERED,
] as const;

/** One order with its lines, and what the rows below it need to know. */
export interface OrderRows {
  readonly order: Prisma.OrderCreateManyInput;
  readonly items: readonly Prisma.OrderItemCreateManyInput[];
  readonly status: OrderStatus;
  readonly cents: number;
  readonly placedAt: Date;
}

export function orderRows(
  userId: bigint,
  number: number,
  since: Date,
  catalog: readonly [CatalogEntry, ...CatalogEntry[]],
  random: Random,
): OrderRows {
  const status = random.pick(STATES);
  const placedAt = hoursAfter(since, number * 200 + random.between(1, 150));
  const lines = Array.from({ length: random.between(1, 3) }, () => ({
    product: random.pick(catalog),
    quantity: random.between(1, 4),
  }));
  const cents = lines.reduce((sum, line) => sum + line.product.cents * line.quantity, 0);
  return {
    order: { userId, number, status, total: money(cents), addressLabel: 'home', placedAt },
    items: lines.map(({ product, quantity }, index) => ({
      userId,
      orderNumber: number,
      line: index + 1,
      sku: product.sku,
      title: product.title,
      quantity,
      unitPrice: money(product.cents),
    })),
    status,
    cents,
    placedAt,
  };
}
