import { describe, expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const shop = (orderId: string) => `${HEAD}
/// @@shard.hash(on: [id])
model User {
  id     String  @id @db.Uuid /// @shard.id
  orders Order[]
}

/// @@shard.colocated(with: User, on: [userId])
model Order {
  ${orderId}
  userId String @db.Uuid
  user   User   @relation(fields: [userId], references: [id])
}
`;

const project = (schema: string, config = CONFIG) =>
  createProject({
    'prisma/schema.prisma': schema,
    'shardgen.config.ts': config,
    'tsconfig.json': TSCONFIG,
  });

describe('ids on the command line', () => {
  test('need a control database where worker numbers are leased, and none otherwise', async () => {
    const uuids = project(shop('id String @id @db.Uuid /// @shard.id(bucket: true)'));
    expect(await uuids.shardgen(['validate'])).toMatchObject({ code: 0 });
    const snowflakes = project(shop('id BigInt @id /// @shard.id(bucket: true)'));
    const run = await snowflakes.shardgen(['validate']);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/SG2011.*@shard\.id \(snowflake\) on Order\.id/);
  });

  test('that carry a bucket from now on are refused until that is accepted', async () => {
    const here = project(shop('id String @id @db.Uuid /// @shard.id'));
    expect(await here.shardgen(['generate'])).toMatchObject({ code: 0 });
    here.add({
      'prisma/schema.prisma': shop('id String @id @db.Uuid /// @shard.id(bucket: true)'),
    });
    const run = await here.shardgen(['generate']);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(
      /SG2307[\s\S]*Order\.id: rows that are there have ids without a bucket, which lead to no shard/,
    );
    const accepted = await here.shardgen(['generate', '--accept-topology-change']);
    expect(accepted).toMatchObject({ code: 0 });
    expect(await here.shardgen(['generate', '--check'])).toMatchObject({ code: 0 });
  });

  test('are what init proposes in place of autoincrement()', async () => {
    const here = project(`${HEAD}
model User {
  id     Int     @id @default(autoincrement())
  orders Order[]
}

model Order {
  id     Int  @id @default(autoincrement())
  userId Int
  user   User @relation(fields: [userId], references: [id])
}
`);
    const { out } = await here.shardgen(['init', '--yes']);
    expect(out).toMatch(/error\[SG1220\][\s\S]*User\.id[\s\S]*fix: .*@shard\.id/);
    expect(out).toMatch(/error\[SG1307\][\s\S]*Order\.id[\s\S]*fix: .*@shard\.id/);
  });
});
