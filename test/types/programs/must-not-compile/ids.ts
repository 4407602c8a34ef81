import { createShards } from 'shards';

const db = createShards();

// program: an id that carries the shard of its row is changed
// expect: ShardKeyIsImmutable<"Film.id carries the shard of its row and cannot be updated">
db.film.update({ where: { id: 1n }, data: { id: 2n } });

// program: an id that carries the shard of its row is changed in many rows
// expect: ShardKeyIsImmutable<"Film.id carries the shard of its row and cannot be updated">
db.film.updateMany({ where: { studioId: 1n }, data: { id: 2n } });

// program: an id that carries the shard of its row is changed by a nested write
// expect: ShardKeyIsImmutable<"Film.id carries the shard of its row and cannot be updated">
db.studio.update({
  where: { id: 1n },
  data: { films: { update: { where: { studioId: 1n, id: 2n }, data: { id: 3n } } } },
});

// program: many rows by an id, which names one
// expect: Property 'studioId' is missing in type
db.film.findMany({ where: { id: 1n } });

// program: a cursor by an id alone
// expect: FilmShardKey
db.film.findMany({ where: { studioId: 1n }, cursor: { id: 1n } });

// program: an id of another type
// expect: Type 'string' is not assignable to type
db.film.findUnique({ where: { id: 'x' } });

// program: an id alone that carries no bucket
// expect: StudioShardKeyValue
db.studio.route({ name: 'a' });

// program: a route by nothing
// expect: Argument of type '{}' is not assignable to parameter of type 'FilmShardKeyValue | { id: number | bigint; }'
db.film.route({});

// program: a new row without what no generator makes
// expect: Property 'title' is missing in type
db.film.create({ data: { studioId: 1n } });

// program: a new row of a list without what no generator makes
// expect: Property 'name' is missing in type
db.studio.createMany({ data: [{ id: 1n }] });

// program: a new row of a global model without what no generator makes
// expect: is not assignable to type 'GenreCreate'
db.genre.create({ data: {} });

// program: a nested row without what no generator makes
// expect: Type '{}' is not assignable to type
db.film.create({ data: { studioId: 1n, title: 't', scenes: { create: {} } } });

// program: an owner that may be there already, without its key
// expect: Property 'id' is missing in type
db.film.create({
  data: {
    title: 't',
    studio: { connectOrCreate: { where: { id: 1n }, create: { name: 'a' } } },
  },
});

// program: a misspelt field of a nested row whose id is left out
// expect: 'plaice' does not exist in type
db.film.create({ data: { studioId: 1n, title: 't', scenes: { create: { place: 'p', plaice: 'q' } } } });
