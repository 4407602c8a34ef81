import type { Prisma } from '../src/generated/prisma/client.js';
import { hoursAfterOpening } from './calendar.js';
import { money } from './money.js';
import type { Random } from './random.js';
import { MATERIALS, THINGS, WAREHOUSES } from './words.js';

/** What orders need to know of a product. */
export interface CatalogEntry {
  readonly sku: string;
  readonly title: string;
  readonly cents: number;
}

export interface CatalogRows {
  readonly products: readonly Prisma.ProductCreateManyInput[];
  readonly stock: readonly Prisma.StockCreateManyInput[];
  readonly priceChanges: readonly Prisma.PriceChangeCreateManyInput[];
}

/** Every thing in every material. */
export function catalogEntries(random: Random): readonly CatalogEntry[] {
  return MATERIALS.flatMap((material) =>
    THINGS.map((thing) => ({
      sku: `${material}-${thing}`.toUpperCase(),
      title: `${material} ${thing.toLowerCase()}`,
      cents: random.between(9, 180) * 100 - 5,
    })),
  );
}

export function catalogRows(entries: readonly CatalogEntry[], random: Random): CatalogRows {
  return {
    products: entries.map(({ sku, title, cents }) => ({
      sku,
      title,
      price: money(cents),
      attributes: { material: title.split(' ')[0] ?? '', grams: random.between(2, 90) * 50 },
    })),
    stock: entries.flatMap(({ sku }) =>
      WAREHOUSES.map((warehouse) => ({ sku, warehouse, quantity: random.between(0, 120) })),
    ),
    priceChanges: entries.flatMap(({ sku, cents }) => [
      { sku, from: hoursAfterOpening(0), price: money(cents + 500) },
      { sku, from: hoursAfterOpening(random.between(200, 4000)), price: money(cents) },
    ]),
  };
}
