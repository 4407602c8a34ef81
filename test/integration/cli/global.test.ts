import { expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const plans = (annotation: string) => `${HEAD}
/// ${annotation}
model Plan {
  id   Int    @id @default(autoincrement())
  name String @unique
}
`;

const project = (schema: string) =>
  createProject({
    'prisma/schema.prisma': schema,
    'shardgen.config.ts': CONFIG,
    'tsconfig.json': TSCONFIG,
  });

test('route names the shard of a global model, and takes no key', async () => {
  const here = project(plans('@@shard.global(shard: shard_2)'));
  expect(await here.shardgen(['route', 'Plan'])).toEqual({
    code: 0,
    err: '',
    out: `Plan
  shard   shard_2  has all rows of Plan, which is global
  epoch   1  of the topology in the config
`,
  });
  const json = await here.shardgen(['route', 'plan', '--json']);
  expect(JSON.parse(json.out)).toEqual({
    model: 'Plan',
    key: {},
    shard: 'shard_2',
    epoch: 1,
    group: 'Plan',
  });
  const keyed = await here.shardgen(['route', 'Plan', '1']);
  expect(keyed).toMatchObject({ code: 2, out: '' });
  expect(keyed.err).toMatch(/SG2403.*Plan is global and needs no key value, but 1 was given/);
});

test('a shard that the config does not have is a mistake with its place', async () => {
  const run = await project(plans('@@shard.global(shard: shard_9)')).shardgen(['validate']);
  expect(run.code).toBe(1);
  expect(run.err).toMatch(/SG1238.*"shard_9"[\s\S]*schema\.prisma:10:27/);
});

test('what would move its rows is refused until that is accepted', async () => {
  const here = project(plans('@@shard.global(shard: shard_1)'));
  expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
  here.add({ 'prisma/schema.prisma': plans('@@shard.global(shard: shard_2)') });
  const moved = await here.shardgen(['generate']);
  expect(moved.code).toBe(1);
  expect(moved.err).toMatch(
    /SG2307[\s\S]*Plan: all rows from shard_1 to shard_2[\s\S]*--accept-topology-change/,
  );
  here.add({ 'prisma/schema.prisma': plans('@@shard.hash(on: [name])') });
  expect((await here.shardgen(['generate'])).err).toMatch(
    /SG2307[\s\S]*global becomes hash|SG1307/,
  );
  here.add({ 'prisma/schema.prisma': plans('@@shard.global(shard: shard_2)') });
  expect(await here.shardgen(['generate', '--accept-topology-change'])).toMatchObject({ code: 0 });
  expect(await here.shardgen(['generate', '--check'])).toMatchObject({ code: 0 });
});

test('buckets of a global model in the config are a mistake', async () => {
  const here = project(plans('@@shard.global(shard: shard_1)'));
  here.add({
    'shardgen.config.ts': CONFIG.replace(
      /\}\s*\)\s*;?\s*$/,
      'topology: { owners: { Plan: { shard_1: [[0, 4096]] } } } });\n',
    ),
  });
  const run = await here.shardgen(['generate']);
  expect(run.err).toMatch(/SG2009[\s\S]*the model is global and has no buckets/);
});
