import { createShards } from 'shards';

const db = createShards();

// program: no instant
// expect: Property 'at' is missing in type '{ title: string; }' but required in type 'EventShardKey'
db.event.findMany({ where: { title: 'a' } });

// program: a stretch of instants is not one key
// expect: 'gte' does not exist in type 'Date | EventAtEquals'
db.event.findMany({ where: { at: { gte: new Date() } } });

// program: a number as an instant
// expect: Type 'number' is not assignable to type
// expect: EventAtEquals
db.event.findMany({ where: { at: 1704067200000 } });

// program: null as an instant
// expect: Type 'null' is not assignable to type
db.mark.findMany({ where: { eventAt: null } });

// program: an instant is not changed
// expect: ShardKeyIsImmutable<"Event.at is the shard key and cannot be updated">
db.event.update({ where: { at_id: { at: new Date(), id: 'a' } }, data: { at: new Date() } });

// program: a bigint as a decimal
// expect: Type 'bigint' is not assignable to type
db.price.findUnique({ where: { amount: 5n } });

// program: a row without its decimal
// expect: Property 'amount' is missing
db.price.create({ data: { label: 'a' } });

// program: a follower without its instant
// expect: Property 'eventAt' is missing
db.mark.createMany({ data: [{ eventId: 'a', number: 1 }] });

// program: a hashed key has a bucket, a key of a range has none
// expect: Property 'bucket' does not exist on type 'RangeRoute'
db.event.route({ at: new Date() }).bucket;
