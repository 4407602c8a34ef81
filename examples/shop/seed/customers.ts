import type { Prisma } from '../src/generated/prisma/client.js';
import { hoursAfter, hoursAfterOpening } from './calendar.js';
import type { CatalogEntry } from './catalog.js';
import type { Random } from './random.js';
import { FAMILY_NAMES, GIVEN_NAMES, PLACES, STREETS } from './words.js';

/** One customer with the rows that are hers alone. */
export interface CustomerRows {
  readonly user: Prisma.UserCreateManyInput & { readonly id: bigint; readonly createdAt: Date };
  readonly addresses: readonly Prisma.AddressCreateManyInput[];
  readonly carts: readonly Prisma.CartCreateManyInput[];
  readonly cartItems: readonly Prisma.CartItemCreateManyInput[];
}

export function customerRows(
  id: bigint,
  catalog: readonly [CatalogEntry, ...CatalogEntry[]],
  random: Random,
): CustomerRows {
  const given = random.pick(GIVEN_NAMES);
  const family = random.pick(FAMILY_NAMES);
  const createdAt = hoursAfterOpening(random.between(0, 4000));
  const skus = new Set(
    random.chance(60) ? Array.from({ length: 4 }, () => random.pick(catalog).sku) : [],
  );
  return {
    user: {
      id,
      email: `${given}.${family}.${id}@example.org`.toLowerCase(),
      name: `${given} ${family}`,
      preferences: { newsletter: random.chance(40) },
      createdAt,
    },
    addresses: (random.chance(35) ? ['home', 'work'] : ['home']).map((label) => ({
      userId: id,
      label,
      street: `${random.between(1, 90)} ${random.pick(STREETS)}`,
      postalCode: String(random.between(10_000, 99_999)),
      ...random.pick(PLACES),
    })),
    carts: skus.size === 0 ? [] : [{ userId: id, number: 1, updatedAt: hoursAfter(createdAt, 12) }],
    cartItems: [...skus].map((sku) => ({
      userId: id,
      cartNumber: 1,
      sku,
      quantity: random.between(1, 3),
    })),
  };
}
