import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateCode, type Loose } from '../../support/generated-shards.js';
import { type OneDatabase, openOneDatabase } from '../../support/one-database.js';
import { change } from './support/copies.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let database: OneDatabase;
let db: Loose;

beforeAll(async () => {
  const code = await generateCode('reference-schemas', SCHEMA);
  database = await openOneDatabase();
  const shards = Object.fromEntries(
    Object.keys(code.topology.shards).map((name) => [name, `${database.url}?schema=${name}`]),
  );
  for (const name of Object.keys(shards)) {
    await change(database.url, `CREATE SCHEMA ${name}`);
    await change(
      database.url,
      `CREATE TABLE ${name}."Currency" (id uuid PRIMARY KEY, name text NOT NULL)`,
    );
  }
  db = code.createClient({
    shards,
    adapter: ({ name }) => new PrismaPg({ connectionString: database.url }, { schema: name }),
  });
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.dispose();
});

test('shards that are schemas of one database are not written: statements name one schema', async () => {
  await db.$referenceModels.install();
  await expect(db.currency.create({ data: { name: 'Euro' } })).rejects.toMatchObject({
    code: 'SG3713',
    message: expect.stringContaining(
      'shard "shard_1" has its tables in the schema "shard_1", shard "shard_2" in "shard_2"',
    ),
  });
  for (const name of ['shard_1', 'shard_2'])
    expect(await db.currency.onShard(name).count()).toBe(0);
});
