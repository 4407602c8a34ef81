import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from '../support/child.js';
import { printTable } from '../support/report.js';
import { median } from '../support/statistics.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'bench/.generated/suite');
const FILES = 5;
const TESTS_PER_FILE = 20;
const RUNS = 3;

const CONFIG = `import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: { globalSetup: ['shardgen/testing/global-setup'], include: [process.env.SUITE + '-*.test.ts'] },
});
`;

const KIT = `import { createTestingKit } from 'shardgen/testing';
import { PrismaPg } from '@prisma/adapter-pg';
import { createShards } from '../../../examples/shop/src/generated/shards/index.ts';
import { PrismaClient } from '../../../examples/shop/src/generated/prisma/client.ts';
export const kit = createTestingKit({ createShards, schema: new URL('../../../examples/shop/prisma/', import.meta.url) });
export const plainPrisma = (connectionString: string) =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
`;

/** One test: a few writes, and reads that check them. */
const BODY = `
    const id = BigInt(number + 1);
    await db.user.create({ data: { id, email: id + '@example.com', name: 'Ada', createdAt: new Date(0) } });
    await db.user.update({ where: { id }, data: { name: 'Bob' } });
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({ name: 'Bob' });
`;

const tests = (head: string, around: (body: string) => string) => `${head}
test.each(Array.from({ length: ${TESTS_PER_FILE} }, (_, i) => i))('test %i', async (number) => {
${around(BODY)}
});
`;

const SUITES: Readonly<Record<string, string>> = {
  reset: tests(
    `import { expect, test } from 'vitest';
import { useVirtualShards } from 'shardgen/testing/vitest';
import { kit } from './kit.ts';
const { db } = useVirtualShards(kit, 4);`,
    (body) => body,
  ),
  anew: tests(
    `import { expect, test } from 'vitest';
import { kit } from './kit.ts';`,
    (body) => `  await kit.withVirtualShards(4, async (db) => {${body}  });`,
  ),
  // The peer: what people do with one database and no shards.
  plain: tests(
    `import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { kit, plainPrisma } from './kit.ts';
const virtual = await kit.startVirtualShards(1);
const db = plainPrisma(virtual.shard('shard_1').url);
afterEach(async () => {
  const tables = await db.$queryRaw\`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'\`;
  await db.$executeRawUnsafe('TRUNCATE ' + tables.map(({ name }) => name).join(', ') + ' RESTART IDENTITY CASCADE');
});
afterAll(async () => {
  await db.$disconnect();
  await virtual.stop();
});`,
    (body) => body,
  ),
};

/** Wall time of a vitest run of 100 tests in five files, start of everything included. */
export async function benchSuite(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'vitest.config.ts'), CONFIG);
  await writeFile(join(FOLDER, 'kit.ts'), KIT);
  for (const [name, text] of Object.entries(SUITES)) {
    for (let file = 1; file <= FILES; file += 1) {
      await writeFile(join(FOLDER, `${name}-${file}.test.ts`), text);
    }
  }
  const walls: Record<string, number[]> = { reset: [], anew: [], plain: [] };
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of Object.keys(SUITES)) {
      const { wall, output } = await measure(FOLDER, [vitest, 'run'], { SUITE: name });
      if (!output.includes(String(FILES * TESTS_PER_FILE))) throw new Error(output);
      walls[name]?.push(wall);
    }
  }
  const seconds = (name: string) => median(walls[name] ?? []) / 1000;
  const row = (what: string, name: string) => ({
    suite: what,
    'median s': seconds(name).toFixed(1),
    ratio: (seconds(name) / seconds('plain')).toFixed(2),
  });
  printTable(`${FILES * TESTS_PER_FILE} tests in ${FILES} files, whole vitest run`, [
    row('4 virtual shards per file, reset between tests', 'reset'),
    row('4 new virtual shards for each test', 'anew'),
    row('plain Prisma, one database per file, TRUNCATE between tests', 'plain'),
  ]);
}
