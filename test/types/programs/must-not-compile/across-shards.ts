import { createShards } from 'shards';

const db = createShards();

// program: all shards ordered by Json
// expect: User.meta is Json: rows of several shards cannot be ordered by it
db.user.onAllShards().findMany({ orderBy: { meta: 'asc' } });

// program: all shards ordered by a list
// expect: User.tags is a list: rows of several shards cannot be ordered by it
db.user.onAllShards().findMany({ orderBy: [{ id: 'asc' }, { tags: 'asc' }] });

// program: the first of all shards by microseconds
// expect: Sensor.seenAt keeps microseconds, of which Prisma hands out milliseconds
db.sensor.onAllShards().findFirst({ orderBy: { seenAt: 'desc' } });

// program: chosen shards ordered by a network address
// expect: Sensor.address is @db.Inet: rows of several shards cannot be ordered by it
db.sensor.onShards(['shard_1']).findMany({ orderBy: { address: { sort: 'asc', nulls: 'last' } } });

// program: all shards ordered by Json of the row that they belong to
// expect: User.meta is Json: rows of several shards cannot be ordered by it
db.item.onAllShards().findMany({ orderBy: { order: { user: { meta: 'asc' } } } });

// program: all shards ordered by how many rows lead to a copy
// expect: Country.travellers leads to rows that are not on every shard: ask db.traveller
db.traveller.onAllShards().findMany({ orderBy: { home: { travellers: { _count: 'asc' } } } });

// program: all shards ordered by a misspelt column
// expect: 'nope' does not exist in type 'OrderOrderAcross
db.order.onAllShards().findMany({ orderBy: { nope: 'asc' } });

// program: all shards ordered by a misspelt column of another row
// expect: 'nope' does not exist in type 'UserOrderAcross'
db.order.onAllShards().findMany({ orderBy: { user: { nope: 'asc' } } });

// program: all shards ordered by a column of many rows
// expect: 'sku' does not exist in type 'ItemOrderByRelationAggregateInput'
db.order.onAllShards().findMany({ orderBy: { items: { sku: 'asc' } } });

// program: all shards in an order that there is not
// expect: '"up"' is not assignable to type
db.order.onAllShards().findMany({ orderBy: { total: 'up' } });

// program: all shards with no place for nulls in a column without them
// expect: '{ sort: string; nulls: string; }' is not assignable to type 'SortOrder
db.order.onAllShards().findMany({ orderBy: { total: { sort: 'asc', nulls: 'last' } } });

// program: distinct Json of all shards
// expect: '"meta"' is not assignable to type
// expect: UserFieldAcross
db.user.onAllShards().findMany({ distinct: ['meta'] });

// program: distinct rows of all shards by a misspelt column
// expect: '"nope"' is not assignable to type
db.order.onAllShards().findMany({ distinct: 'nope' });

// program: a cursor of all shards that names no row
// expect: is not assignable to type 'OrderWhereUniqueInput
db.order.onAllShards().findMany({ cursor: { total: 1 } });

// program: one row of all shards by what is not unique
// expect: 'OrderWhereUniqueInput'
db.order.onAllShards().findUnique({ where: { total: 1 } });

// program: one row of all shards in an order
// expect: 'orderBy' does not exist in type
db.user.onAllShards().findUnique({ where: { code: 'a' }, orderBy: { id: 'asc' } });

// program: a row of all shards that may be null
// expect: is possibly 'null'
(await db.order.onAllShards().findFirst()).id;

// program: existence in an order
// expect: 'orderBy' does not exist in type
db.order.onAllShards().exists({ orderBy: { id: 'asc' } });

// program: existence by a misspelt column
// expect: 'nope' does not exist in type 'OrderWhereInput'
db.order.onAllShards().exists({ where: { nope: 1 } });

// program: all shards count what follows a row
// expect: 'cursor' does not exist in type
db.order.onAllShards().count({ cursor: { userId_id: { userId: 1n, id: 2n } } });

// program: all shards count columns of some rows
// expect: 'take' does not exist in type
db.order.onAllShards().count({ select: { note: true }, take: 3 });

// program: all shards count a misspelt column
// expect: 'nope' does not exist in type 'OrderCountAggregateInputType
db.order.onAllShards().count({ select: { nope: true } });

// program: all shards aggregate some rows
// expect: Order rows of several shards are aggregated all together, without take
db.order.onAllShards().aggregate({ _sum: { total: true }, take: 3 });

// program: all shards aggregate what follows a row
// expect: Order rows of several shards are aggregated all together, without cursor
db.order.onAllShards().aggregate({ _count: true, cursor: { userId_id: { userId: 1n, id: 2n } } });

// program: all shards add up text
// expect: 'note'
db.order.onAllShards().aggregate({ _sum: { note: true } });

// program: the greatest network address of all shards
// expect: Sensor.address is @db.Inet: values of several shards cannot be compared
db.sensor.onAllShards().aggregate({ _max: { address: true, token: true } });

// program: the least time with a zone in groups of all shards
// expect: Sensor.opensAt is @db.Timetz: values of several shards cannot be compared
db.sensor.onAllShards().groupBy({ by: ['id'], _min: { opensAt: true } });

// program: groups of all shards ordered by the greatest network address
// expect: Sensor.address is @db.Inet: values of several shards cannot be compared
db.sensor.onAllShards().groupBy({ by: ['id'], orderBy: { _max: { address: 'asc' } } });

// program: groups of all shards ordered by the greatest microsecond
// expect: Sensor.seenAt keeps microseconds, of which Prisma hands out milliseconds: groups of several shards cannot be ordered by it
db.sensor.onAllShards().groupBy({ by: ['id'], orderBy: { _max: { seenAt: 'asc' } } });

// program: an average of decimals that keep all their digits
// expect: Sensor.exact keeps any number of decimals: how many its average has cannot be known of several shards
db.sensor.onAllShards().aggregate({ _avg: { exact: true } });

// program: groups of all shards ordered by such an average
// expect: Sensor.exact keeps any number of decimals
db.sensor.onAllShards().groupBy({ by: ['id'], orderBy: { _avg: { exact: 'asc' } } });

// program: groups of all shards by Json
// expect: '"meta"' is not assignable to type
// expect: UserFieldAcross
db.user.onAllShards().groupBy({ by: ['meta'] });

// program: groups of all shards by microseconds
// expect: '"seenAt"' is not assignable to type
// expect: SensorFieldAcross
db.sensor.onAllShards().groupBy({ by: 'seenAt' });

// program: groups of all shards by nothing
// expect: Error: \"by\" must not be empty.
db.order.onAllShards().groupBy({ by: [] });

// program: groups of all shards with a limit and no order
// expect: Error: If you provide \"take\" or \"skip\", you also need to provide \"orderBy\"
db.order.onAllShards().groupBy({ by: ['status'], take: 1 });

// program: groups of all shards ordered by a column that is not in by
// expect: Error: Field \"total\" in \"orderBy\" needs to be provided in \"by\"
db.order.onAllShards().groupBy({ by: ['status'], orderBy: { total: 'asc' } });

// program: groups of all shards having a column that is not in by
// expect: Error: Field \"total\" used in \"having\" needs to be provided in \"by\".
db.order.onAllShards().groupBy({ by: ['status'], having: { total: { gt: 1 } } });

// program: groups of all shards after a row
// expect: is not assignable to type 'never'
db.order.onAllShards().groupBy({ by: ['status'], cursor: { userId_id: { userId: 1n, id: 2n } } });

// program: a page without a size
// expect: Property 'first' is missing
db.order.onAllShards().paginate({ orderBy: { id: 'asc' } });

// program: a page by Prisma's limit
// expect: 'take' does not exist in type
db.order.onAllShards().paginate({ first: 3, take: 3 });

// program: a page behind the number of a row
// expect: 'number' is not assignable to type 'string'
db.order.onAllShards().paginate({ first: 3, after: 17 });

// program: a page ordered by bytes
// expect: User.avatar is Bytes: pages and streams cannot be ordered by it
db.user.onAllShards().paginate({ first: 3, orderBy: { avatar: 'asc' } });

// program: a page ordered by bytes of the row that it belongs to
// expect: User.avatar is Bytes: pages and streams cannot be ordered by it
db.order.onAllShards().paginate({ first: 3, orderBy: { user: { avatar: 'asc' } } });

// program: a page ordered by money
// expect: Sensor.price is @db.Money: pages and streams cannot be ordered by it
db.sensor.onAllShards().paginate({ first: 3, orderBy: { price: 'asc' } });

// program: a page ordered by Json
// expect: User.meta is Json: rows of several shards cannot be ordered by it
db.user.onAllShards().paginate({ first: 3, orderBy: [{ meta: 'asc' }] });

// program: a page ordered by the number of rows
// expect: Order.items is a list: pages and streams cannot be ordered by its count
db.order.onAllShards().paginate({ first: 3, orderBy: { items: { _count: 'asc' } } });

// program: distinct rows of pages
// expect: 'distinct' does not exist in type
db.order.onAllShards().paginate({ first: 3, distinct: ['status'] });

// program: a column of a page's row that was not selected
// expect: Property 'total' does not exist on type '{ id: bigint; }'
(await db.order.onAllShards().paginate({ first: 3, select: { id: true } })).rows[0]?.total;

// program: a stream ordered by the number of rows
// expect: Order.items is a list: pages and streams cannot be ordered by its count
db.order.onAllShards().stream({ orderBy: [{ items: { _count: 'asc' } }] });

// program: a stream of some rows
// expect: 'take' does not exist in type
db.order.onAllShards().stream({ take: 3 });

// program: a stream that is awaited for its rows
// expect: Property 'length' does not exist
(await db.order.onAllShards().stream()).length;

// program: an explained read in an order that cannot be merged
// expect: User.meta is Json: rows of several shards cannot be ordered by it
db.user.onAllShards().explain({ orderBy: { meta: 'asc' } });

// program: an explained method that there is not
// expect: '"create"' is not assignable to parameter of type 'keyof OrderArgsAcross
db.order.onAllShards().explain({}, 'create');

// program: an explained page without a size
// expect: Property 'first' is missing
db.order.onAllShards().explain({ where: { total: 1 } }, 'paginate');

// program: an update of all shards that moves rows
// expect: Order.userId is the shard key and cannot be updated
db.order.onAllShards().updateMany({ data: { userId: 1n } });

// program: an update of some rows of all shards
// expect: 'limit' does not exist in type
db.order.onAllShards().updateMany({ data: { note: 'x' }, limit: 3 });

// program: an update of all shards without data
// expect: Property 'data' is missing
db.order.onAllShards().updateMany({ where: { note: 'x' } });

// program: an update of all shards by a misspelt column
// expect: 'nope' does not exist in type 'OrderWhereInput'
db.order.onAllShards().updateMany({ where: { nope: 1 }, data: { note: 'x' } });

// program: a deletion of some rows of all shards
// expect: 'limit' does not exist in type
db.order.onAllShards().deleteMany({ limit: 3 });

// program: changed rows of all shards
// expect: Property 'updateManyAndReturn' does not exist on type 'OrderOnShards'
db.order.onAllShards().updateManyAndReturn({ data: { note: 'x' } });

// program: one change on all shards
// expect: Property 'update' does not exist on type 'OrderOnShards'
db.order.onAllShards().update({ where: { userId_id: { userId: 1n, id: 2n } }, data: { note: 'x' } });

// program: a new row on all shards
// expect: Property 'create' does not exist on type 'OrderOnShards'
db.order.onShards(['shard_1']).create({ data: { userId: 1n, total: 1 } });

// program: a partial answer taken for the whole one
// expect: Property 'result' does not exist on type 'PartialResult<number>'
(await db.order.onAllShards({ onFailure: 'partial' }).count()).result;

// program: a partial answer that nobody has looked at
// expect: Property 'partial' does not exist on type 'CompleteResult<
(await db.order.onAllShards({ onFailure: 'partial' }).findMany({ select: { id: true } })).partial;

// program: a partial answer used as rows
// expect: Property 'length' does not exist
(await db.order.onShards(['shard_1'], { onFailure: 'partial' }).findMany()).length;

// program: partial pages
// expect: Property 'paginate' does not exist on type 'OrderReadsOnShards<"partial">'
db.order.onAllShards({ onFailure: 'partial' }).paginate({ first: 3 });

// program: a partial stream
// expect: Property 'stream' does not exist on type 'OrderReadsOnShards<"partial">'
db.order.onShards(['shard_1'], { onFailure: 'partial' }).stream();

// program: a partial update
// expect: Property 'updateMany' does not exist on type 'OrderReadsOnShards<"partial">'
db.order.onAllShards({ onFailure: 'partial' }).updateMany({ data: { note: 'x' } });

// program: a partial deletion
// expect: Property 'deleteMany' does not exist on type 'OrderReadsOnShards<"partial">'
db.order.onAllShards({ onFailure: 'partial' }).deleteMany();

// program: a partial answer is ordered by what can be merged, too
// expect: User.meta is Json: rows of several shards cannot be ordered by it
db.user.onAllShards({ onFailure: 'partial' }).findMany({ orderBy: { meta: 'asc' } });

// program: a policy that is not known before the call runs
// expect: is not assignable to type
// expect: '"partial"'
db.order.onAllShards({ onFailure: Math.random() > 0.5 ? 'fail' : 'partial' });

// program: a policy that there is not
// expect: '"ignore"' is not assignable to type
db.order.onAllShards({ onFailure: 'ignore' });

// program: an option of a call that there is not
// expect: 'deadline' does not exist in type
db.order.onAllShards({ deadline: 3 });

// program: an option of chosen shards that there is not
// expect: 'timeout' does not exist in type
db.order.onShards(['shard_1'], { timeout: 3 });

// program: a deadline in words
// expect: 'string' is not assignable to type 'number'
db.order.onAllShards({ deadlineMs: '5s' });
