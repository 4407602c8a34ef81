import { describe, expect, test } from 'vitest';
import { schemaToSql } from '../../../runtime/cluster/index.js';

const file = (content: string, path = 'schema.prisma') => ({ path, content });
const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

describe('schemaToSql', () => {
  test('gives the SQL of Prisma for several files, without a database', async () => {
    const sql = await schemaToSql([
      file(datasource, 'db.prisma'),
      file('model User {\n  id BigInt @id\n  kind Kind\n}\n', 'user.prisma'),
      file('/// A kind.\nenum Kind {\n  A\n  B\n}\n', 'kind.prisma'),
    ]);
    expect(sql).toBe(`-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Kind" AS ENUM ('A', 'B');

-- CreateTable
CREATE TABLE "User" (
    "id" BIGINT NOT NULL,
    "kind" "Kind" NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
`);
  });

  test('works many times at once', async () => {
    const schemas = Array.from({ length: 8 }, (_, n) => `model M${n} {\n  id Int @id\n}\n`);
    const all = await Promise.all(schemas.map((model) => schemaToSql([file(datasource + model)])));
    for (const [n, sql] of all.entries()) expect(sql).toContain(`CREATE TABLE "M${n}"`);
  });

  test('says SG6020 with the place when the schema is refused, and works afterwards', async () => {
    const bad = file(`${datasource}model A {\n  id Int @id\n  b Nowhere\n}\n`, 'models/a.prisma');
    await expect(schemaToSql([bad])).rejects.toMatchObject({
      code: 'SG6020',
      message: expect.stringMatching(/Type "Nowhere"[\s\S]*models\/a\.prisma:6/),
    });
    expect(await schemaToSql([file(datasource)])).toBe('-- This is an empty migration.\n');
  });

  test.each([
    ['mysql', 'datasource db {\n  provider = "mysql"\n}\n'],
    [
      'sqlite',
      '// datasource x { provider = "postgresql" }\ndatasource db {\n  provider = "sqlite"\n}\n',
    ],
  ])('says SG6021 for the provider %s', async (provider, content) => {
    await expect(schemaToSql([file(content)])).rejects.toMatchObject({
      code: 'SG6021',
      message: expect.stringContaining(`"${provider}"`),
    });
  });

  test('says SG6021 when there is no datasource', async () => {
    for (const files of [[], [file('model A {\n  id Int @id\n}\n')]]) {
      await expect(schemaToSql(files)).rejects.toMatchObject({
        code: 'SG6021',
        message: expect.stringContaining('no datasource'),
      });
    }
  });

  test("leaves Prisma's own panic registry in place", async () => {
    const own = { set_message: () => undefined };
    Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', own);
    await schemaToSql([file(datasource)]);
    expect(Reflect.get(globalThis, 'PRISMA_WASM_PANIC_REGISTRY')).toBe(own);
    Reflect.deleteProperty(globalThis, 'PRISMA_WASM_PANIC_REGISTRY');
  });
});
