import type { ShopRows } from '../../seed/shop-rows.js';
import type { ShardedClient, ShardName } from '../../src/generated/shards/index.js';

/** A model as loading and counting see it. */
export interface LoadedModel {
  readonly name: string;
  readonly rows: number;
  /** Creates the rows in [from, to) with one call, which may reach several shards. */
  create(from: number, to: number): PromiseLike<unknown>;
  countOn(shard: ShardName): PromiseLike<number>;
}

/** Parents before children: a foreign key wants its row to be there. */
export function loadedModels(db: ShardedClient, rows: ShopRows): readonly LoadedModel[] {
  return [
    model('Product', rows.products, db.product),
    model('Stock', rows.stock, db.stock),
    model('PriceChange', rows.priceChanges, db.priceChange),
    model('User', rows.users, db.user),
    model('Address', rows.addresses, db.address),
    model('Cart', rows.carts, db.cart),
    model('CartItem', rows.cartItems, db.cartItem),
    model('LoyaltyEntry', rows.loyalty, db.loyaltyEntry),
    model('Order', rows.orders, db.order),
    model('OrderItem', rows.orderItems, db.orderItem),
    model('Payment', rows.payments, db.payment),
    model('Refund', rows.refunds, db.refund),
    model('Shipment', rows.shipments, db.shipment),
    model('ShipmentEvent', rows.shipmentEvents, db.shipmentEvent),
    model('Review', rows.reviews, db.review),
  ];
}

/** What every generated repository can do. */
interface Repository<Row> {
  createMany(args: { data: Row[] }): PromiseLike<unknown>;
  onShard(name: ShardName): { count(): PromiseLike<number> };
}

function model<Row>(name: string, rows: readonly Row[], repository: Repository<Row>): LoadedModel {
  return {
    name,
    rows: rows.length,
    create: (from, to) => repository.createMany({ data: rows.slice(from, to) }),
    countOn: (shard) => repository.onShard(shard).count(),
  };
}
