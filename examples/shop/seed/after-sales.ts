import {
  LoyaltyReason,
  OrderStatus,
  PaymentMethod,
  PaymentStatus,
  type Prisma,
} from '../src/generated/prisma/client.js';
import { hoursAfter } from './calendar.js';
import { money } from './money.js';
import type { OrderRows } from './orders.js';
import type { Random } from './random.js';
import { CARRIERS, OPINIONS, STOPS } from './words.js';

/** What follows an order: money, parcels, opinions. */
export interface AfterSalesRows {
  readonly payments: readonly Prisma.PaymentCreateManyInput[];
  readonly refunds: readonly Prisma.RefundCreateManyInput[];
  readonly shipments: readonly Prisma.ShipmentCreateManyInput[];
  readonly shipmentEvents: readonly Prisma.ShipmentEventCreateManyInput[];
  readonly reviews: readonly Prisma.ReviewCreateManyInput[];
}

export function afterSalesRows(
  userId: bigint,
  number: number,
  { status, cents, placedAt, items }: OrderRows,
  random: Random,
): AfterSalesRows {
  const paid = status !== OrderStatus.OPEN && status !== OrderStatus.CANCELLED;
  const sent = status === OrderStatus.SHIPPED || status === OrderStatus.DELIVERED;
  const delivered = status === OrderStatus.DELIVERED;
  const refunded = delivered && random.chance(15);
  const paymentId = paymentIdOf(userId, number);
  const stops = delivered ? STOPS : STOPS.slice(0, 2);
  return {
    payments: paid
      ? [
          {
            userId,
            id: paymentId,
            orderNumber: number,
            method: random.chance(70) ? PaymentMethod.CARD : PaymentMethod.INVOICE,
            status: refunded ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED,
            amount: money(cents),
            details: { attempts: random.between(1, 2) },
            createdAt: hoursAfter(placedAt, 1),
          },
        ]
      : [],
    refunds: refunded
      ? [
          {
            userId,
            paymentId,
            number: 1,
            amount: money(Math.floor(cents / 2)),
            reason: 'Arrived damaged',
            createdAt: hoursAfter(placedAt, 120),
          },
        ]
      : [],
    shipments: sent
      ? [{ userId, orderNumber: number, number: 1, carrier: random.pick(CARRIERS) }]
      : [],
    shipmentEvents: sent
      ? stops.map((place, index) => ({
          userId,
          orderNumber: number,
          shipmentNumber: 1,
          at: hoursAfter(placedAt, 10 + index * 9),
          place,
        }))
      : [],
    reviews: items
      .filter(() => delivered && random.chance(45))
      .map(({ line }) => ({
        userId,
        orderNumber: number,
        line,
        stars: random.between(3, 5),
        text: random.pick(OPINIONS),
        writtenAt: hoursAfter(placedAt, 200),
      })),
  };
}

export function loyaltyRows(
  userId: bigint,
  since: Date,
  orders: readonly OrderRows[],
): readonly Prisma.LoyaltyEntryCreateManyInput[] {
  const welcome = {
    userId,
    number: 1,
    points: 50,
    reason: LoyaltyReason.WELCOME,
    createdAt: since,
  };
  const purchases = orders
    .filter(({ status }) => status === OrderStatus.DELIVERED)
    .map(({ cents, placedAt }, index) => ({
      userId,
      number: index + 2,
      points: Math.floor(cents / 1000),
      reason: LoyaltyReason.PURCHASE,
      createdAt: placedAt,
    }));
  return [welcome, ...purchases];
}

/** A fixed id, so that every run shows the same rows; the schema's own default is a random one. */
function paymentIdOf(userId: bigint, number: number): string {
  return `00000000-0000-7000-8000-${(userId * 1000n + BigInt(number)).toString(16).padStart(12, '0')}`;
}
