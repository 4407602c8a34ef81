import { createShards } from 'shards';

const db = createShards();

// program: a value that is unique on its shard only
// expect: is not assignable to type 'PlayerSelectorWithIdOrUnique'
db.player.findUnique({ where: { badge: 'b' } });

// program: a finder of a field that is in no global index
// expect: Property 'findByBadge' does not exist on type 'PlayerRepository'
db.player.findByBadge('b');

// program: a finder of one row for an index that is not unique
// expect: Property 'findByCity' does not exist on type 'PlayerRepository'
db.player.findByCity('Rome');

// program: a value of another type
// expect: Argument of type 'number' is not assignable to parameter of type 'string'
db.player.findByHandle(1);

// program: a part of the values
// expect: Property 'number' is missing in type
db.player.findByRealmAndNumber({ realm: 'OPEN' });

// program: a misspelt field in a finder's select
// expect: 'ctiy' does not exist in type
db.player.findByHandle('ada', { select: { ctiy: true } });

// program: an order over several shards
// expect: 'orderBy' does not exist in type
db.player.findManyByCity('Rome', { orderBy: { id: 'asc' } });

// program: many rows by a globally unique value, which names one
// expect: PlayerShardKey
db.player.findMany({ where: { handle: 'ada' } });
