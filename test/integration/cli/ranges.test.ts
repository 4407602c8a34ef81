import { describe, expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const event = (ranges: string, rest = '') => `${HEAD}
/// @@shard.range(on: [at], ranges: ${ranges}${rest})
model Event {
  at DateTime
  id Int

  @@id([at, id])
}

/// @@shard.range(on: [amount], ranges: [{ to: 10.50, shard: shard_1 }, { from: 10.50, shard: shard_2 }])
model Price {
  amount Decimal @id @db.Decimal(10, 2)
}

/// @@shard.range(on: [id], ranges: [{ to: 9007199254740993, shard: shard_1 }, { from: 9007199254740993, shard: shard_2 }])
model Big {
  id BigInt @id
}

/// @@shard.range(on: [id], ranges: [{ to: -5, shard: shard_1 }, { from: -5, to: 10, shard: shard_2 }], default: shard_1)
model Account {
  id Int @id
}
`;

const RANGES =
  '[{ from: "2024-01-01", shard: shard_1 }, { from: "2025-01-01", to: "2026-01-01", shard: shard_2 }]';
const REST = ', default: shard_1';
const project = (schema: string) =>
  createProject({
    'prisma/schema.prisma': schema,
    'shardgen.config.ts': CONFIG,
    'tsconfig.json': TSCONFIG,
  });

describe('ranges on the command line', () => {
  test('say on which shard a key lives, and why', async () => {
    const here = project(event(RANGES, REST));
    const run = await here.shardgen(['route', 'Event', '2025-06-01']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toBe(`Event at = 2025-06-01T00:00:00.000Z
  shard   shard_2  has this range of Event
  range   from "2025-01-01T00:00:00.000Z" on, before "2026-01-01T00:00:00.000Z"  the one that has the key
  group   Event  with the same key on the same shard: no other model
  epoch   1  of the topology in the config
`);
    const other = await here.shardgen(['route', 'Event', '2026-01-01T00:00:00+01:00', '--json']);
    expect(JSON.parse(other.out)).toMatchObject({
      key: { at: '2025-12-31T23:00:00.000Z' },
      shard: 'shard_2',
      range: { from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
    });
    const rest = await here.shardgen(['route', 'Event', '1999-12-31']);
    expect(rest.out).toMatch(/shard_1 {2}has this range[\s\S]*default {2}no other range/);
  });

  test.each([
    [['Price', '10.49'], '10.49', 'shard_1', { to: '10.5' }],
    [['Price', '10.495'], '10.5', 'shard_2', { from: '10.5' }],
    [['Big', '9007199254740992'], '9007199254740992', 'shard_1', { to: '9007199254740993' }],
    [['Big', '9007199254740993'], '9007199254740993', 'shard_2', { from: '9007199254740993' }],
    [['Account', '--', '-5'], -5, 'shard_2', { from: -5, to: 10 }],
    [['Account', '10'], 10, 'shard_1', 'default'],
  ] as const)('print keys and bounds exactly: %j', async ([model, ...parts], key, shard, range) => {
    const run = await project(event(RANGES, REST)).shardgen(['route', '--json', model, ...parts]);
    const answer = JSON.parse(run.out);
    expect(Object.values(answer.key)).toEqual([key]);
    expect(answer).toMatchObject({ shard, range });
  });

  test.each([
    ['Event', '2024'],
    ['Event', '2024-02-30'],
    ['Event', '2024-01-01T00:00:00'],
    ['Price', 'ten'],
    ['Account', '1.5'],
  ])('refuse what is no key: %s %s', async (model, part) => {
    const run = await project(event(RANGES, REST)).shardgen(['route', model, part]);
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('SG2404') });
  });

  test('with gaps, or shards that the config does not have, are mistakes with their place', async () => {
    const run = await project(event(RANGES.replace('shard_1', 'shard_3'))).shardgen(['validate']);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/SG1248.*"shard_3".*Did you mean[\s\S]*schema\.prisma:10:\d+/);
    expect(run.err).toMatch(/SG1245.*before "2024-01-01"/);
    expect(run.err).toMatch(/SG1245.*from "2026-01-01" on/);
  });

  test('that would move rows to another shard are refused until that is accepted', async () => {
    const here = project(event(RANGES, REST));
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    here.add({
      'prisma/schema.prisma': event(
        RANGES.replace('2025', '2024-07').replace('-07-01-01', '-07-01'),
        REST,
      ),
    });
    const refused = await here.shardgen(['generate']);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      /SG2307[\s\S]*Event: keys from "2024-07-01T00:00:00.000Z" on, before "2025-01-01T00:00:00.000Z", from shard_1 to shard_2[\s\S]*--accept-topology-change/,
    );
    const more = RANGES.replace(']', ', { from: "2026-01-01", to: "2027-01-01", shard: shard_1 }]');
    here.add({ 'prisma/schema.prisma': event(more, REST) });
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0, err: '' });
    here.add({ 'prisma/schema.prisma': event('[{ shard: shard_2 }]') });
    expect((await here.shardgen(['generate'])).code).toBe(1);
    expect(await here.shardgen(['generate', '--accept-topology-change'])).toMatchObject({
      code: 0,
      err: '',
    });
  });
});
