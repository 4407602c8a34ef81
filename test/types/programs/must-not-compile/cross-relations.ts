import { createShards } from 'shards';

const db = createShards();

// program: a cross-shard relation in include
// expect: 'include' does not exist in type
db.gift.findMany({ where: { id: 1n }, include: { buyer: true } });

// program: a cross-shard relation in select
// expect: 'buyer' does not exist in type 'GiftSelect
db.gift.findMany({ where: { id: 1n }, select: { buyer: true } });

// program: a cross-shard relation in a filter
// expect: 'buyer' does not exist in type
db.gift.findMany({ where: { id: 1n, buyer: { name: 'a' } } });

// program: a cross-shard relation in new data
// expect: 'buyer' does not exist in type
db.gift.createMany({ data: [{ id: 1n, deviceId: 1, price: 1, buyer: { connect: { id: 1n } } }] });

// program: a cross-shard relation from its other end
// expect: 'gifts' does not exist in type 'UserInclude
db.user.findMany({ where: { id: 1n }, include: { gifts: true } });

// program: rows that were read without the field
// expect: Property 'buyerId' is missing in type '{ id: bigint; }' but required in type 'GiftBuyerReference'
db.gift.loadBuyer([{ id: 1n }].slice());

// program: rows of a select without the field
// expect: Property 'deviceId' is missing in type '{ id: bigint; }'
db.gift.loadDevice(await db.gift.findMany({ where: { id: 1n }, select: { id: true } }));

// program: rows with one of two fields
// expect: Property 'depotCode' is missing in type '{ region: string; }'
db.gift.loadDepot([{ region: 'eu' }]);

// program: rows that name a row by another type
// expect: Type 'string' is not assignable to type 'bigint'
db.gift.loadBuyer([{ buyerId: '1' }]);

// program: one row in place of a list
// expect: does not exist in type 'readonly GiftBuyerReference[]'
db.gift.loadBuyer({ buyerId: 1n });

// program: a misspelt column in the select of a loader
// expect: 'nmae' does not exist in type 'UserSelect
db.gift.loadBuyer([], { select: { nmae: true } });

// program: a misspelt relation in the include of a loader
// expect: 'ordres' does not exist in type 'UserInclude
db.gift.loadBuyer([], { include: { ordres: true } });

// program: a misspelt column in the omit of a loader
// expect: 'nmae' does not exist in type 'UserOmit
db.gift.loadBuyer([], { omit: { nmae: true } });

// program: a filter for a loader
// expect: 'where' does not exist in type
db.gift.loadBuyer([], { where: { name: 'a' } });

// program: select beside include of a loader
// expect: Please either choose `select` or `include`.
db.gift.loadBuyer([], { select: { id: true }, include: { orders: true } });

// program: include of a loader of a model without relations
// expect: 'include' does not exist in type
db.gift.loadDevice([], { include: { readings: true } });

// program: a loaded row that is taken for granted
// expect: 'buyer' is possibly 'null'
(await db.gift.loadBuyer([{ buyerId: 1n }])).map((buyer) => buyer.email);

// program: a loader that no mark makes
// expect: Property 'loadOwner' does not exist on type 'GiftRepository'
db.gift.loadOwner([]);

// program: a shard among others that does not exist
// expect: '"shard_9"' is not assignable to type 'ShardName'
db.order.onShards(['shard_1', 'shard_9']);

// program: no shards
// expect: Name at least one shard.
db.order.onShards([]);

// program: one name in place of a list of shards
// expect: is not assignable to
db.order.onShards('shard_1');

// program: a global model has no shards to choose several of
// expect: Property 'onShards' does not exist on type 'PlanRepository'
db.plan.onShards(['shard_1']);
