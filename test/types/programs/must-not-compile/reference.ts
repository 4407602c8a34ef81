import { createShards } from 'shards';

const db = createShards();

// program: a filter of a copy by rows that are elsewhere
// expect: Refused<"Country.travellers leads to rows that are not on every shard: ask db.traveller">
db.country.findMany({ where: { travellers: { some: { id: 1n } } } });

// program: a selector of a copy by rows that are elsewhere
// expect: Refused<"Country.embassies leads to rows that are not on every shard: ask db.embassy">
db.country.findUnique({ where: { code: 'DE', embassies: { none: {} } } });

// program: an include of rows that are elsewhere
// expect: Refused<"Country.travellers leads to rows that are not on every shard: ask db.traveller">
db.country.findMany({ include: { travellers: true } });

// program: a choice of rows that are elsewhere
// expect: Refused<"Country.embassies leads to rows that are not on every shard: ask db.embassy">
db.country.findFirst({ select: { code: true, embassies: true } });

// program: a count of rows that are elsewhere
// expect: 'travellers' does not exist in type
db.country.findMany({ select: { _count: { select: { travellers: true } } } });

// program: an order by rows that are elsewhere
// expect: Refused<"Country.travellers leads to rows that are not on every shard: ask db.traveller">
db.country.findMany({ orderBy: { travellers: { _count: 'asc' } } });

// program: a copy that is created together with rows that are elsewhere
// expect: Refused<"Country.travellers leads to rows that are not on every shard: ask db.traveller">
db.country.create({ data: { code: 'DE', name: 'D', travellers: { create: { id: 1n } } } });

// program: a change of a copy that links rows that are elsewhere
// expect: Refused<"Country.embassies leads to rows that are not on every shard: ask db.embassy">
db.country.update({ where: { code: 'DE' }, data: { embassies: { connect: { id: 1 } } } });

// program: a limited change of copies
// expect: 'limit' does not exist in type
db.country.updateMany({ data: { zone: 'EU' }, limit: 1 });

// program: a limited deletion of copies
// expect: 'limit' does not exist in type
db.country.deleteMany({ limit: 1 });

// program: a sharded row that creates a copy
// expect: Refused<"Country is a reference model: write its rows with db.country">
db.traveller.create({ data: { id: 1n, home: { create: { code: 'DE', name: 'D' } } } });

// program: a sharded row that changes a copy
// expect: Refused<"Country is a reference model: write its rows with db.country">
db.traveller.update({ where: { id: 1n }, data: { home: { update: { name: 'D' } } } });

// program: a global row that creates a copy
// expect: Refused<"Country is a reference model: write its rows with db.country">
db.embassy.create({ data: { id: 1, country: { create: { code: 'DE', name: 'D' } } } });

// program: a global row that deletes a copy
// expect: Refused<"Country is a reference model: write its rows with db.country">
db.embassy.update({ where: { id: 1 }, data: { country: { delete: true } } });

// program: a row that would get another copy for its key
// expect: ShardKeyIsImmutable<"Port.country sets the shard key countryCode and cannot be updated">
db.port.update({
  where: { countryCode_id: { countryCode: 'DE', id: 1 } },
  data: { country: { connect: { code: 'FR' } } },
});

// program: copies of all shards
// expect: Property 'onAllShards' does not exist on type 'CountryRepository'
db.country.onAllShards();

// program: a write of one copy
// expect: Property 'update' does not exist on type
db.country.onShard('shard_1').update({ where: { code: 'DE' }, data: { name: 'D' } });

// program: a misspelt field of a copy
// expect: 'nmae' does not exist in type
db.country.findMany({ where: { nmae: 'a' } });

// program: a shard that does not exist
// expect: Argument of type '"shard_9"' is not assignable
db.country.onShard('shard_9');
