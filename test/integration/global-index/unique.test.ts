import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { readReservations } from './support/reservations.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const reservations = async () =>
  (await readReservations(shards.urls)).map(({ index, value, key }) => `${index} ${value} ${key}`);

/** Without types: TypeScript does not know the generated models. */
const client = (): Loose => shards.db;

const user = (id: number, email: string) => ({ id: BigInt(id), email, name: `u${id}` });

describe('a globally unique value', () => {
  test('belongs to one row, whatever shard it is on', async () => {
    const db = client();
    await db.user.create({ data: user(1, 'a@b.c') });
    for (let id = 2; id < 12; id++) {
      const error = await db.user.create({ data: user(id, 'a@b.c') }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(shards.Prisma.PrismaClientKnownRequestError);
      expect(error).toMatchObject({
        code: 'P2002',
        meta: { modelName: 'User', target: ['email'] },
      });
    }
    expect(await db.user.onAllShards().count()).toBe(1);
    expect(await reservations()).toEqual(['User.email ["a@b.c"] ["1"]']);
  });

  test('finds its row without the shard key', async () => {
    const db = client();
    for (let id = 1; id < 12; id++) await db.user.create({ data: user(id, `u${id}@b.c`) });
    for (let id = 1; id < 12; id++) {
      const where = { email: `u${id}@b.c` };
      expect(await db.user.findUnique({ where })).toMatchObject({ id: BigInt(id) });
    }
    expect(await db.user.findUnique({ where: { email: 'none' } })).toBeNull();
    await expect(db.user.findUniqueOrThrow({ where: { email: 'none' } })).rejects.toMatchObject({
      code: 'P2025',
    });
  });

  test('is free again when its row has another, and when its row is gone', async () => {
    const db = client();
    await db.user.create({ data: user(1, 'one') });
    await db.user.update({ where: { id: 1n }, data: { email: 'two' } });
    await db.user.create({ data: user(2, 'one') });
    await db.user.delete({ where: { email: 'two' } });
    await db.user.create({ data: user(3, 'two') });
    await db.user.deleteMany({ where: { id: 2n } });
    expect(await reservations()).toEqual(['User.email ["two"] ["3"]']);
  });
});
