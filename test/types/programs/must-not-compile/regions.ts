import { createShards } from 'shards';

const db = createShards();

// program: a country without its state
// expect: Property 'state' is missing in type '{ country: string; }' but required in type 'OfficeShardKey'
db.office.findMany({ where: { country: 'US' } });

// program: a state without its country
// expect: Property 'country' is missing in type '{ state: string; }' but required in type 'OfficeShardKey'
db.office.count({ where: { state: 'CA' } });

// program: several states
// expect: 'in' does not exist in type 'OfficeStateEquals'
db.office.findMany({ where: { country: 'US', state: { in: ['CA', 'OR'] } } });

// program: a state in any case
// expect: Type '"insensitive"' is not assignable to type '"default"'
db.office.findMany({ where: { country: 'US', state: { equals: 'ca', mode: 'insensitive' } } });

// program: a region that its enum does not have
// expect: Type '"ASIA"' is not assignable to type
// expect: StoreZoneEquals
db.store.findMany({ where: { zone: 'ASIA' } });

// program: a region by the value that the database holds
// expect: Type '"europe"' is not assignable to type
db.store.findUnique({ where: { zone_id: { zone: 'europe', id: 'a' } } });

// program: null as a region
// expect: Type 'null' is not assignable to type
db.ticket.findMany({ where: { zone: null } });

// program: a row without its region
// expect: Property 'zone' is missing
db.store.create({ data: { name: 'a' } });

// program: a row without a part of its region
// expect: Property 'state' is missing
db.office.create({ data: { country: 'US', id: 1 } });

// program: a region is not changed
// expect: ShardKeyIsImmutable<"Office.state is the shard key and cannot be updated">
db.office.update({
  where: { country_state_id: { country: 'US', state: 'CA', id: 1 } },
  data: { state: 'OR' },
});

// program: a hashed key has a bucket, a key of a region has none
// expect: Property 'bucket' does not exist on type 'RegionRoute'
db.store.route({ zone: 'US' }).bucket;
