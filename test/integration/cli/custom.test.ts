import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const schema = (using = './by-tenant') => `${HEAD}
enum Tier {
  FREE
  PAID
}

/// @@shard.custom(on: [tier, id], using: "${using}")
model Tenant {
  tier  Tier
  id    BigInt
  users User[]

  @@id([tier, id])
}

/// @@shard.colocated(with: Tenant, on: [tenantTier, tenantId])
model User {
  tenantTier Tier
  tenantId   BigInt
  id         Int
  tenant     Tenant @relation(fields: [tenantTier, tenantId], references: [tier, id])

  @@id([tenantTier, tenantId, id])
}
`;

const BY_TENANT = `import type { ChooseShard } from 'shardgen';

const byTenant: ChooseShard<{ tier: 'FREE' | 'PAID'; id: bigint }, 'shard_1' | 'shard_2'> = ({ tier, id }) => {
  if (id < 0n) throw new Error('no tenant has a negative id');
  return tier === 'FREE' ? 'shard_1' : 'shard_2';
};
export default byTenant;
`;

const CLIENT = 'src/generated/shards/client.ts';

const project = (module: string | undefined, using?: string, file = 'prisma/by-tenant.ts') =>
  createProject({
    'prisma/schema.prisma': schema(using),
    'shardgen.config.ts': CONFIG,
    'tsconfig.json': TSCONFIG,
    ...(module === undefined ? {} : { [file]: module }),
  });

describe('a custom strategy on the command line', () => {
  test('is imported by the generated code, as the project writes imports', async () => {
    const here = project(BY_TENANT);
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(here.folder, CLIENT), 'utf8')).toMatch(
      /import \{ default as tenantStrategy \} from '(\.\.\/)+prisma\/by-tenant(\.js)?';/,
    );
    expect(await here.shardgen(['generate', '--check'])).toMatchObject({ code: 0 });
  });

  test('says where a key lives', async () => {
    const here = project(BY_TENANT);
    expect(await here.shardgen(['route', 'User', 'PAID', '7'])).toEqual({
      code: 0,
      err: '',
      out: `User tenantTier = PAID, tenantId = 7
  shard   shard_2  the strategy of Tenant names it: ./by-tenant
  group   Tenant  with the same key on the same shard: Tenant
  epoch   1  of the topology in the config
`,
    });
    const json = await here.shardgen(['route', 'Tenant', 'FREE', '7', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      shard: 'shard_1',
      key: { tier: 'FREE', id: '7' },
    });
    const thrown = await here.shardgen(['route', 'Tenant', '--', 'FREE', '-1']);
    expect(thrown.code).toBe(2);
    expect(thrown.err).toMatch(/SG3016.*no tenant has a negative id/);
  });

  test.each([
    ['a named export', `export const byTenant = () => 'shard_1' as const;`, './by-tenant#byTenant'],
    [
      'JavaScript',
      `export default ({ id }, shards) => shards[Number(id) % shards.length];`,
      './by-tenant.js',
      'prisma/by-tenant.js',
    ],
    [
      'CommonJS',
      `module.exports = ({ id }, shards) => shards[Number(id) % shards.length];`,
      './by-tenant.cjs',
      'prisma/by-tenant.cjs',
    ],
    ['another folder', BY_TENANT, '../src/sharding', 'src/sharding/index.ts'],
    ['a folder with a quote in it', BY_TENANT, "./o'neil/by-tenant", "prisma/o'neil/by-tenant.ts"],
    ['a folder that begins with a dot', BY_TENANT, '../.sharding/by', '.sharding/by.ts'],
    [
      'fewer fields',
      `export default (key: { id: bigint }): string => (key.id > 5n ? 'shard_1' : 'shard_2');`,
      undefined,
    ],
  ])('may be %s', async (_, module, using, file?: string) => {
    const run = await project(module, using, file).shardgen(['validate']);
    expect(run).toMatchObject({ code: 0, err: '' });
  });

  test.each([
    [
      'that is not there',
      undefined,
      './by-tenan',
      /SG1235.*There is no module prisma\/by-tenan\.[\s\S]*Create prisma\/by-tenan\.ts/,
    ],
    ['of another name', BY_TENANT, './by-tenat', /SG1235.*Did you mean "by-tenant"/],
    [
      'without a default export',
      `export const one = () => 'shard_1';`,
      undefined,
      /SG1235.*no default export[\s\S]*by-tenant#one/,
    ],
    ['without the export', BY_TENANT, './by-tenant#byTenat', /SG1235.*no export byTenat/],
    [
      'of another key',
      `export default (key: { id: string }) => key.id;`,
      undefined,
      /SG1236.*'bigint' is not assignable to type 'string'[\s\S]*ChooseShard<\{ tier: "FREE" \| "PAID"; id: bigint \}, "shard_1" \| "shard_2">/,
    ],
    ['that is a promise', `export default async () => 'shard_1';`, undefined, /SG1236.*Promise/],
    [
      'that may have no answer',
      `export default (_: object, shards: readonly string[]) => shards.at(0);`,
      undefined,
      /SG1236.*undefined/,
    ],
    [
      'of an unknown shard',
      `export default () => 'shard_9' as const;`,
      undefined,
      /SG1236.*"shard_9"/,
    ],
    ['that is no function', `export default 'shard_1';`, undefined, /SG1236/],
    [
      'that does not parse',
      `export default (key => ;`,
      undefined,
      /SG1236.*by-tenant\.ts:1 does not compile/,
    ],
    [
      'that imports what is not there',
      `import { hash } from './hsah.js';\nexport default () => 'shard_1' as const;`,
      undefined,
      /SG1236.*by-tenant\.ts:1 does not compile: Cannot find module '\.\/hsah\.js'/,
    ],
    [
      'that is not there, in JavaScript',
      undefined,
      './by-tenant.js',
      /SG1235[\s\S]*Create prisma\/by-tenant\.js with `\/\*\* @type \{import\('shardgen'\)\.ChooseShard/,
    ],
  ])('%s is a mistake with its place', async (_, module, using, said) => {
    const here = project(module, using);
    const run = await here.shardgen(['generate']);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(said);
    expect(run.err).toMatch(/schema\.prisma:15:43/);
    expect(existsSync(join(here.folder, CLIENT))).toBe(false);
  });

  test.each([
    ['does not parse', '{ "compilerOptions": { ', /SG2412/],
    ['extends what is not there', '{ "extends": "./base.json" }', /SG2412/],
  ])('below a tsconfig.json that %s is a named error', async (_, tsconfig, said) => {
    const here = project(BY_TENANT);
    here.add({ 'prisma/tsconfig.json': tsconfig });
    const run = await here.shardgen(['validate']);
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(said) });
  });

  test.each([
    ['rootDir', '{ "compilerOptions": { "module": "nodenext", "rootDir": "src" } }'],
    [
      'rewriteRelativeImportExtensions',
      '{ "compilerOptions": { "module": "nodenext", "rewriteRelativeImportExtensions": true } }',
    ],
  ])('is judged alike in a project with %s', async (_, tsconfig) => {
    const here = project(BY_TENANT);
    here.add({ 'tsconfig.json': tsconfig });
    expect(await here.shardgen(['validate'])).toMatchObject({ code: 0, err: '' });
  });

  test('of another key later may move rows, and is refused', async () => {
    const here = project(BY_TENANT);
    await here.shardgen(['generate']);
    here.add({
      'prisma/schema.prisma': schema().replaceAll('BigInt', 'Int'),
      'prisma/by-tenant.ts': `export default () => 'shard_1';`,
    });
    expect((await here.shardgen(['generate'])).err).toMatch(
      /SG2307[\s\S]*Tenant: every key may get another shard/,
    );
  });
});
