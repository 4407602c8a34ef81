import { describe, expect, test } from 'vitest';
import { createProject } from './support/project.js';
import { CONFIG, HEAD, TSCONFIG } from './support/shop.js';

const SCHEMA = `${HEAD}
enum Status {
  OPEN
  PAID
}

/// @@shard.range(on: [id], ranges: [{ to: 1000, shard: shard_1 }, { from: 1000, shard: shard_2 }])
model Account {
  id     Int     @id
  name   String
  orders Order[]
}

/// @@shard.colocated(with: Account, on: [accountId])
model Order {
  accountId Int
  id        Int
  total     Decimal
  status    Status
  account   Account @relation(fields: [accountId], references: [id])

  @@id([accountId, id])
}
`;

const project = () =>
  createProject({
    'prisma/schema.prisma': SCHEMA,
    'shardgen.config.ts': CONFIG,
    'tsconfig.json': TSCONFIG,
  });

describe('shardgen explain', () => {
  test('says which shards are asked what, and how the answers are merged', async () => {
    const here = project();
    const run = await here.shardgen(['explain', 'order', '{ where: { total: { gt: 5n } } }']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toBe(`Order.onAllShards().findMany()
  shards  shard_1, shard_2  Each of the 2 shards may have rows that match.
  each    findMany({ where: { total: { gt: 5n } }, take: 100001 })
  merge   concat
  limits  100000 rows at once, 16 shards at a time  unless told otherwise
`);
  });

  test('shows the order of a page, and the columns that are hidden', async () => {
    const here = project();
    const args =
      '{ orderBy: [{ account: { name: "asc" } }, { status: "desc" }], select: { id: true }, first: 5 }';
    const run = await here.shardgen(['explain', 'Order', args, '--method', 'paginate']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatchInlineSnapshot(`
      "Order.onAllShards().paginate()
        shards  shard_1, shard_2  Each of the 2 shards may have rows that match.
        each    findMany({ orderBy: [{ account: { name: "asc" } }, { status: "desc" }, { accountId: "asc" }, { id: "asc" }], select: { id: true, status: true, accountId: true, account: { select: { name: true } } }, take: 6 })
        merge   rank-text field "Account.name"
                rank-enum field "Order.status"
                merge-sorted by [{ account: { name: "asc" } }, { status: "desc" }, { accountId: "asc" }, { id: "asc" }]
                take rows 5
                strip
        hidden  status, accountId, account.name  read, and taken out again
        limits  100000 rows at once, 16 shards at a time  unless told otherwise
      "
    `);
  });

  test('leaves out shards by the key, for any method, and prints JSON', async () => {
    const here = project();
    const where = { accountId: { in: [1, 2] } };
    const args = ['explain', 'Order', JSON.stringify({ where }), '--method', 'count', '--json'];
    const run = await here.shardgen(args);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(run.out)).toMatchObject({
      model: 'Order',
      method: 'count',
      route: { kind: 'shards', shards: ['shard_1'], pruned: ['shard_2'] },
      asks: 'count',
      pushedDown: { where },
      merge: [{ operator: 'sum' }],
    });
  });

  test('refuses what the call refuses, and names each mistake of the command line', async () => {
    const here = project();
    const codeOf = async (...args: string[]) => {
      const { code, err } = await here.shardgen(['explain', ...args]);
      expect(code).toBe(2);
      return err.match(/SG\d{4}/)?.[0];
    };
    expect(await codeOf('Order', '{ take: }')).toBe('SG2413');
    expect(await codeOf('Odrer')).toBe('SG2402');
    expect(await codeOf('Order', '{}', '--method', 'create')).toBe('SG3068');
    expect(await codeOf('Account', '{ include: { orders: { cursor: { id: 1 } } } }')).toBe(
      'SG3011',
    );
  });
});
