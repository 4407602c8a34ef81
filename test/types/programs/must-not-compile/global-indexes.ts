import { createShards } from 'shards';

const db = createShards();

// program: a value that is unique on its shard only
// expect: is not assignable to type 'MemberSelectorWithIdOrUnique'
db.member.findUnique({ where: { badge: 'b' } });

// program: a finder of a field that is in no global index
// expect: Property 'findByBadge' does not exist on type 'MemberRepository'
db.member.findByBadge('b');

// program: a finder of one row for an index that is not unique
// expect: Property 'findByCity' does not exist on type 'MemberRepository'
db.member.findByCity('Rome');

// program: a value of another type
// expect: Argument of type 'number' is not assignable to parameter of type 'string'
db.member.findByHandle(1);

// program: a part of the values
// expect: Property 'number' is missing in type
db.member.findByRealmAndNumber({ realm: 'OPEN' });

// program: a misspelt field in a finder's select
// expect: 'ctiy' does not exist in type
db.member.findByHandle('ada', { select: { ctiy: true } });

// program: an order over several shards
// expect: 'orderBy' does not exist in type
db.member.findManyByCity('Rome', { orderBy: { id: 'asc' } });

// program: many rows by a globally unique value, which names one
// expect: MemberShardKey
db.member.findMany({ where: { handle: 'ada' } });
