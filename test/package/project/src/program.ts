import { readFile } from 'node:fs/promises';
import { ShardgenError } from 'shardgen';
import { createDatabases, ensureTemplate, startLocalCluster } from 'shardgen/cluster';
import { createShards } from './generated/shards/index.js';

const content = await readFile('prisma/schema.prisma', 'utf8');
const cluster = await startLocalCluster({ directory: '.shardgen/program' });
try {
  const schemaFiles = [{ path: 'schema.prisma', content }];
  const template = await ensureTemplate(cluster, { schemaFiles });
  const [one = '', two = ''] = await createDatabases(cluster, ['one', 'two'], { template });
  const db = createShards({ shards: { shard_1: one, shard_2: two } });

  await db.user.createMany({
    data: Array.from({ length: 40 }, (_, id) => ({ id, email: `${id}@example.com` })),
  });
  await db.order.create({ data: { userId: 7, id: 1, total: '2.50' } });
  const user = await db.user.findUniqueOrThrow({ where: { id: 7n }, include: { orders: true } });
  const refused = await Reflect.apply(db.order.findMany, db.order, [{ where: {} }]).then(
    () => 'answered',
    (error: unknown) => (error instanceof ShardgenError ? error.code : String(error)),
  );

  const route = db.user.route({ id: 7n });

  console.log(
    JSON.stringify({
      email: user.email,
      totals: user.orders.map((order) => order.total.toFixed(2)),
      users: await db.user.onAllShards().count(),
      someOnEach: [
        (await db.user.onShard('shard_1').count()) > 0,
        (await db.user.onShard('shard_2').count()) > 0,
      ],
      orders: await db.order.count({ where: { userId: 7 } }),
      shard: route.shard,
      refused,
    }),
  );
  await db.$disconnect();
} finally {
  await cluster.stop();
}
