import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: an id may be left out, also where Prisma wants it
{
  const studio = await db.studio.create({ data: { name: 'a' } });
  is<Equal<typeof studio, { id: bigint; name: string }>>();
  await db.studio.create({ data: { id: 1n, name: 'a' } });
  await db.studio.createMany({ data: [{ name: 'a' }, { id: 2, name: 'b' }] });
  await db.film.create({ data: { studioId: 1n, title: 't' } });
  await db.scene.create({ data: { studioId: 1n, filmId: 2n, place: 'p' } });
  await db.scene.createManyAndReturn({ data: [{ studioId: 1n, filmId: 2n, place: 'p' }] });
  await db.genre.create({ data: { name: 'g' } });
  await db.genre.createMany({ data: { name: 'g' } });
  await db.genre.upsert({ where: { id: 1n }, create: { name: 'g' }, update: { name: 'h' } });
}

// program: an id may be left out of the rows that are created along with another
{
  await db.studio.create({
    data: { name: 'a', films: { create: [{ title: 't' }], createMany: { data: { title: 'u' } } } },
  });
  await db.film.create({ data: { title: 't', studio: { create: { id: 1n, name: 'a' } } } });
}

// program: also where Prisma wants it there
{
  await db.film.create({ data: { title: 't', studio: { create: { name: 'a' } } } });
  await db.film.create({
    data: {
      studioId: 1n,
      title: 't',
      scenes: { create: [{ place: 'p' }, { id: 'x', place: 'q' }] },
    },
  });
  await db.film.update({
    where: { id: 1n },
    data: {
      scenes: {
        create: { place: 'p' },
        createMany: { data: [{ place: 'q' }] },
        connectOrCreate: { where: { studioId: 1n, id: 'x' }, create: { place: 'p' } },
        upsert: {
          where: { studioId: 1n, id: 'x' },
          create: { place: 'p' },
          update: { place: 'q' },
        },
      },
    },
  });
  await db.film.create({
    data: {
      title: 't',
      studio: { connectOrCreate: { where: { id: 1n }, create: { id: 1n, name: 'a' } } },
    },
  });
}

// program: a row is found by its id alone
{
  const found = await db.film.findUnique({ where: { id: 1n }, select: { title: true } });
  is<Equal<typeof found, { title: string } | null>>();
  const scene = await db.scene.findUniqueOrThrow({ where: { id: 'x', place: { not: 'p' } } });
  is<Equal<(typeof scene)['id'], string>>();
  await db.film.findUnique({ where: { id: 1n } }).studio();
  await db.film.findUnique({ where: { id: 1n, studioId: 2n } });
}

// program: a row is changed by its id alone
{
  await db.film.update({ where: { id: 1n }, data: { title: 't' } });
  await db.film.update({ where: { id: 1 }, data: { scenes: { deleteMany: {} } } });
  await db.film.upsert({
    where: { id: 1n },
    create: { studioId: 1n, title: 't' },
    update: { title: 'u' },
  });
  await db.scene.delete({ where: { id: 'x' } });
}

// program: an id alone is explained
{
  const route = db.film.route({ id: 1n });
  is<Equal<typeof route, ReturnType<typeof db.studio.route>>>();
  db.film.route({ studioId: 1n });
  db.scene.route({ id: 'x' });
}
