import { describe, expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const shop = (regions: string, rest = '') => `${HEAD}
/// @@shard.geographic(on: [country, state], regions: ${regions}${rest})
model Shop {
  country String @db.Char(2)
  state   String
  id      String @id @default(uuid())
}
`;

const US =
  '{ country: "US", state: ["CA", "OR"], shard: shard_1 }, { country: "US", shard: shard_2 }';
const REGIONS = `[${US}, { country: ["GB", "DE"], shard: shard_2 }]`;
const project = (schema: string) =>
  createProject({
    'prisma/schema.prisma': schema,
    'shardgen.config.ts': CONFIG,
    'tsconfig.json': TSCONFIG,
  });

describe('regions on the command line', () => {
  test('say on which shard a key lives, and why', async () => {
    const here = project(shop(REGIONS));
    const run = await here.shardgen(['route', 'Shop', 'US', 'CA']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toBe(`Shop country = US, state = CA
  shard   shard_1  has this region of Shop
  region  country "US", state "CA" or "OR"  the first one that has the key
  group   Shop  with the same key on the same shard: no other model
  epoch   1  of the topology in the config
`);
    const json = await here.shardgen(['route', 'Shop', 'US', 'NY', '--json']);
    expect(JSON.parse(json.out)).toEqual({
      model: 'Shop',
      key: { country: 'US', state: 'NY' },
      shard: 'shard_2',
      region: { country: ['US'] },
      epoch: 1,
      group: 'Shop',
    });
    const nowhere = await here.shardgen(['route', 'Shop', 'JP', '']);
    expect(nowhere).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/SG3013.*"country" = the string "JP"[\s\S]*default/),
    });
  });

  test('of shards that the config does not have are mistakes with their place', async () => {
    const schema = shop(REGIONS.replace('shard: shard_2', 'shard: shard_3'), ', default: rest');
    const run = await project(schema).shardgen(['validate']);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/SG1228.*"shard_3".*Did you mean[\s\S]*schema\.prisma:10:\d+/);
    expect(run.err).toMatch(/SG1228.*"rest"/);
  });

  test('that would move rows to another shard are refused until that is accepted', async () => {
    const here = project(shop(REGIONS));
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    here.add({ 'prisma/schema.prisma': shop(REGIONS.replace(/shard_2 }]$/, 'shard_1 }]')) });
    const refused = await here.shardgen(['generate']);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /SG2307[\s\S]*Shop: country "GB" or "DE" from shard_2 to shard_1[\s\S]*--accept-topology-change/,
    );
    const more = REGIONS.replace(/]$/, ', { country: "JP", shard: shard_1 }]');
    here.add({ 'prisma/schema.prisma': shop(more) });
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    here.add({ 'prisma/schema.prisma': shop(REGIONS, ', caseInsensitive: true') });
    expect((await here.shardgen(['generate'])).err).toMatch(/SG2307[\s\S]*caseInsensitive/);
    expect(await here.shardgen(['generate', '--accept-topology-change'])).toMatchObject({
      code: 0,
      err: '',
    });
  });
});
