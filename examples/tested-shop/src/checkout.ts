import { Prisma } from './generated/prisma/client.js';
import type { ShardedClient } from './generated/shards/index.js';

/** What a customer wants to buy. She chooses `number` once: a repeated checkout is the same order. */
export interface Cart {
  readonly userId: bigint;
  readonly number: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Reads the prices, each on its product's shard; then writes the order and its lines on the customer's. */
export async function checkout(db: ShardedClient, { userId, number, lines }: Cart) {
  const items = await Promise.all(
    lines.map(async ({ sku, quantity }, index) => {
      const { price } = await db.product.findUniqueOrThrow({ where: { sku } });
      return { line: index + 1, sku, quantity, unitPrice: price };
    }),
  );
  const total = items.reduce(
    (sum, { unitPrice, quantity }) => sum.add(unitPrice.mul(quantity)),
    new Prisma.Decimal(0),
  );
  try {
    return await db.order.create({
      data: { userId, number, total, items: { create: items } },
      include: { items: true },
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    // An earlier try wrote the order, and its answer was lost.
    return db.order.findUniqueOrThrow({
      where: { userId_number: { userId, number } },
      include: { items: true },
    });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
