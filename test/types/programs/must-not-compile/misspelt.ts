import { createShards } from 'shards';

const db = createShards();

// program: a misspelt column in where
// expect: 'statsu' does not exist in type 'OrderWhereWithUserId'
db.order.findMany({ where: { userId: 1n, statsu: 'OPEN' } });

// program: a misspelt column inside OR
// expect: 'statsu' does not exist in type 'OrderWhereInput'
db.order.findMany({ where: { userId: 1n, OR: [{ statsu: 'OPEN' }] } });

// program: a misspelt column inside a relation filter
// expect: 'skuu'
// expect: ItemWhereInput
db.order.findMany({ where: { userId: 1n, items: { some: { skuu: 'a' } } } });

// program: a misspelt operator
// expect: 'gtt' does not exist in type
db.order.findMany({ where: { userId: 1n, total: { gtt: 1 } } });

// program: an enum value that does not exist
// expect: '"CLOSED"' is not assignable
db.order.findMany({ where: { userId: 1n, status: 'CLOSED' } });

// program: a misspelt column in the where of findUnique
// expect: 'nope' does not exist in type
db.order.findUnique({ where: { userId: 1n, id: 1n, nope: 1 } });

// program: a misspelt column in select
// expect: 'nope' does not exist in type 'OrderSelect
db.order.findMany({ where: { userId: 1n }, select: { nope: true } });

// program: a misspelt column in a select below
// expect: 'nope' does not exist in type
// expect: ItemSelect<
db.order.findMany({ where: { userId: 1n }, select: { items: { select: { nope: true } } } });

// program: a misspelt column in a where inside include
// expect: 'nope' does not exist in type 'ItemWhereInput'
db.order.findMany({ where: { userId: 1n }, include: { items: { where: { nope: 1 } } } });

// program: a misspelt column in an orderBy inside include
// expect: 'nope' does not exist in type
// expect: ItemOrderByWithRelationInput
db.order.findMany({ where: { userId: 1n }, include: { items: { orderBy: { nope: 'asc' } } } });

// program: a misspelt relation in include
// expect: 'itms' does not exist in type 'OrderInclude
db.order.findMany({ where: { userId: 1n }, include: { itms: true } });

// program: a misspelt relation in an include below
// expect: 'itms' does not exist in type
// expect: OrderInclude
db.user.findMany({ where: { id: 1n }, include: { orders: { include: { itms: true } } } });

// program: a misspelt column in the select of an include
// expect: Type 'true' is not assignable to type 'never'
db.order.findMany({ where: { userId: 1n }, include: { items: { select: { sku: true, nope: true } } } });

// program: a misspelt argument of an include
// expect: 'wher'
db.order.findMany({ where: { userId: 1n }, include: { items: { wher: { qty: 1 } } } });

// program: a misspelt column in omit
// expect: 'nope' does not exist in type 'OrderOmit
db.order.findMany({ where: { userId: 1n }, omit: { nope: true } });

// program: a misspelt argument
// expect: 'orderby' does not exist in type
db.order.findMany({ where: { userId: 1n }, orderby: { id: 'asc' } });

// program: a misspelt column in orderBy
// expect: 'nope' does not exist in type
db.order.findMany({ where: { userId: 1n }, orderBy: { nope: 'asc' } });

// program: a misspelt column in distinct
// expect: '"nope"' is not assignable
db.order.findMany({ where: { userId: 1n }, distinct: ['nope'] });

// program: a misspelt column in create
// expect: 'nope' does not exist in type 'OrderShardKeyValue
db.order.create({ data: { id: 1n, userId: 1n, total: 5, nope: 1 } });

// program: a misspelt column in createMany
// expect: 'nope' does not exist in type 'OrderCreateManyWithUserId'
db.order.createMany({ data: [{ id: 1n, userId: 1n, total: 5, nope: 1 }] });

// program: a misspelt column in a create below
// expect: 'nope' does not exist in type
db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { create: { sku: 'a', qty: 1, nope: 1 } } } });

// program: a misspelt column in update
// expect: 'nope' does not exist in type 'OrderUpdate'
db.order.update({ where: { userId: 1n, id: 1n }, data: { nope: 1 } });

// program: a misspelt column in an update below
// expect: 'nope' does not exist in type
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { items: { update: { where: { id: 'a' }, data: { nope: 1 } } } },
});

// program: a misspelt column in updateMany
// expect: 'nope' does not exist in type 'OrderUpdateMany'
db.order.updateMany({ where: { userId: 1n }, data: { nope: 1 } });

// program: a misspelt column in the create of upsert
// expect: 'nope' does not exist in type
db.user.upsert({ where: { id: 1n }, create: { id: 1n, email: 'a', nope: 1 }, update: {} });

// program: a misspelt column in count
// expect: 'nope' does not exist in type 'OrderWhereWithUserId'
db.order.count({ where: { userId: 1n, nope: 1 } });

// program: a misspelt column in the select of count
// expect: 'nope'
db.order.count({ where: { userId: 1n }, select: { nope: true } });

// program: a misspelt column beside a right one in the select of count
// expect: is not assignable to type 'never'
db.order.count({ where: { userId: 1n }, select: { _all: true, nope: true } });

// program: a value of another type in the where of aggregate
// expect: Type 'number' is not assignable to type
// expect: StringNullableFilter<"Order">
db.order.aggregate({ where: { userId: 1n, note: 3 }, _count: true });

// program: an enum value that does not exist in the where of aggregate
// expect: '"NOPE"' is not assignable to type
// expect: EnumStatusFilter<"Order">
db.order.aggregate({ where: { userId: 1n, status: 'NOPE' }, _count: true });

// program: a misspelt column inside OR in the where of aggregate
// expect: 'nope' does not exist in type 'OrderWhereInput'
db.order.aggregate({ where: { userId: 1n, OR: [{ nope: 1 }] }, _count: true });

// program: an enum value that does not exist in the where of groupBy
// expect: '"NOPE"' is not assignable to type
// expect: EnumStatusFilter<"Order">
db.order.groupBy({ by: ['status'], where: { userId: 1n, status: 'NOPE' } });

// program: a misspelt column in a relation filter of groupBy
// expect: 'nope' does not exist in type 'ItemWhereInput'
db.order.groupBy({ by: ['status'], where: { userId: 1n, items: { some: { nope: 1 } } } });

// program: a misspelt column in aggregate
// expect: 'nope' does not exist in type 'OrderAvgAggregateInputType'
db.order.aggregate({ where: { userId: 1n }, _avg: { nope: true } });

// program: a misspelt column in the where of aggregate
// expect: Type 'number' is not assignable to type 'never'
db.order.aggregate({ where: { userId: 1n, nope: 1 }, _avg: { total: true } });

// program: a misspelt argument of aggregate
// expect: is not assignable to type 'never'
db.order.aggregate({ where: { userId: 1n }, _average: { total: true } });

// program: a misspelt column in by
// expect: '"nope"' is not assignable to type 'OrderScalarFieldEnum'
db.order.groupBy({ by: ['nope'], where: { userId: 1n } });

// program: a misspelt column in the where of groupBy
// expect: Type 'number' is not assignable to type 'never'
db.order.groupBy({ by: ['status'], where: { userId: 1n, nope: 3 } });

// program: a field that the model does not have among its field references
// expect: Property 'nope' does not exist
// expect: OrderFieldRefs
db.order.fields.nope;

// program: a column that the result does not hold
// expect: Property 'total' does not exist on type '{ id: bigint; }'
(await db.order.findFirstOrThrow({ where: { userId: 1n }, select: { id: true } })).total;

// program: a column that omit took away
// expect: Property 'note' does not exist
(await db.order.findFirstOrThrow({ where: { userId: 1n }, omit: { note: true } })).note;

// program: a relation that was not included
// expect: Property 'items' does not exist
(await db.order.findFirstOrThrow({ where: { userId: 1n } })).items;

// program: a row that may be null
// expect: is possibly 'null'
(await db.order.findUnique({ where: { userId: 1n, id: 1n } })).id;

// program: a fluent call that does not exist
// expect: Property 'shipments' does not exist
db.order.findUnique({ where: { userId: 1n, id: 1n } }).shipments();
