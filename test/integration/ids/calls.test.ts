import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';

let shards: GeneratedShards;
let db: GeneratedShards['db'];

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('ids-calls', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

test('smoke', async () => {
  const user = await db['user']?.create({
    data: { name: 'Ada', orders: { create: [{ status: 'new' }, { status: 'old' }] } },
    include: { orders: true },
  });
  console.log(user);
  const [first] = user.orders;
  const found = await db['order']?.findUnique({ where: { id: first.id }, include: { user: true } });
  console.log(found, db['order']?.route({ id: first.id }));
});
