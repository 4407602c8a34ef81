import { expect, test } from 'vitest';
import { compile, STRICTEST } from '../support/compile.js';
import {
  generatePrismaClient,
  renderRepositories,
  scratchFolder,
  withoutNoCheck,
  writeFiles,
} from '../support/generate-in-temp.js';

const HEAD = `generator client {
  provider = "prisma-client"
  output   = "../client"
}

datasource db {
  provider = "postgresql"
  schemas  = ["public", "billing"]
}

enum Status {
  OPEN   @map("open")
  CLOSED

  @@map("statuses")
  @@schema("billing")
}
`;

/** Each strategy, the type of the key that it has here, and what stands above the root. */
const STRATEGIES = [
  {
    name: 'Hash',
    key: 'BigInt',
    native: '',
    annotation: '@@shard.hash(on: [tenant], buckets: 64)',
  },
  {
    name: 'Uuid',
    key: 'String',
    native: '@db.Uuid',
    annotation: '@@shard.hash(on: [tenant])',
  },
  {
    name: 'Range',
    key: 'BigInt',
    native: '',
    annotation:
      '@@shard.range(on: [tenant], ranges: [{ to: 9, shard: shard_1 }, { from: 9, shard: shard_2 }])',
  },
  {
    name: 'Time',
    key: 'DateTime',
    native: '@db.Timestamptz(6)',
    annotation:
      '@@shard.range(on: [tenant], ranges: [{ to: "2024-01-01", shard: shard_1 }], default: shard_2)',
  },
  {
    name: 'Price',
    key: 'Decimal',
    native: '@db.Decimal(12, 2)',
    annotation:
      '@@shard.range(on: [tenant], ranges: [{ from: 0.5, shard: shard_1 }], default: shard_2)',
  },
  {
    name: 'Geo',
    key: 'String',
    native: '@db.VarChar(8)',
    annotation:
      '@@shard.geographic(on: [tenant], regions: { "eu": shard_1, "us": shard_2 }, default: shard_3)',
  },
  {
    name: 'Status',
    key: 'Status',
    native: '',
    annotation: '@@shard.geographic(on: [tenant], regions: { OPEN: shard_1, CLOSED: shard_2 })',
  },
  {
    name: 'Lookup',
    key: 'String',
    native: '@db.Char(12)',
    annotation: '@@shard.lookup(on: [tenant])',
  },
  {
    name: 'Custom',
    key: 'Int',
    native: '@db.SmallInt',
    annotation: '@@shard.custom(on: [tenant], using: "./by-tenant")',
  },
  { name: 'Global', key: 'Int', native: '', annotation: '@@shard.global(shard: shard_1)' },
] as const;
type Strategy = (typeof STRATEGIES)[number];

/** The constructs of large schemas, in one group: what Prisma has, all at once. */
function group({ name: p, key, native, annotation }: Strategy): string {
  const tenant = `tenant ${key} @map("tenant_ref") ${native}`;
  const placed = (parent: string) =>
    p === 'Global' ? annotation : `@@shard.colocated(with: ${p}${parent}, on: [tenant])`;
  const unique = p === 'Global' ? '' : ' /// @shard.globallyUnique';
  const country = p === 'Global' ? '' : ' /// @shard.index';
  return `
/// A tenant of ${p}, with "quotes", a \`backtick\`, \${a placeholder} and an end of comment: */
/// ${annotation}
model ${p}Tenant {
  ${tenant} @id
  email    String   @unique${unique}
  country  String?${country}
  status   Status   @default(OPEN)
  states   Status[] @default([OPEN])
  tags     String[]
  data     Json?    @db.JsonB
  bytes    Bytes?
  ratio    Float    @default(0) @db.Real
  price    Decimal  @default(0) @db.Decimal(10, 2)
  seen     DateTime @default(now()) @updatedAt @db.Timestamptz(3)
  code     String   @default(dbgenerated("substr(md5(random()::text), 1, 6)")) @db.VarChar(6)
  search   Unsupported("tsvector")?
  hidden   String?  @ignore
  users    ${p}User[]
  settings ${p}Settings?

  @@unique([tenant, email], name: "tenant_and_email", map: "${p}_uq")
  @@index([tenant, status(sort: Desc)], map: "${p}_ix")
  @@map("${p.toLowerCase()}_tenants")
  @@schema("billing")
}

/// ${placed('Tenant')}
model ${p}User {
  ${tenant}
  id        Int
  handle    String @unique${unique}
  managerId Int?   @map("manager")
  manager   ${p}User?  @relation("Reports", fields: [tenant, managerId], references: [tenant, id], onDelete: Restrict, onUpdate: Restrict)
  reports   ${p}User[] @relation("Reports")
  parent    ${p}Tenant @relation(fields: [tenant], references: [tenant], onDelete: Cascade)
  written   ${p}Post[] @relation("Written")
  edited    ${p}Post[] @relation("Edited")
  members   ${p}Member[]

  @@id([tenant, id], name: "pk", map: "${p}_user_pk")
  @@schema("public")
}

/// ${placed('Tenant')}
model ${p}Settings {
  ${tenant} @id
  dark   Boolean @default(false)
  parent ${p}Tenant @relation(fields: [tenant], references: [tenant])

  @@schema("public")
}

/// ${placed('User')}
model ${p}Post {
  ${tenant}
  id       Int
  writerId Int
  editorId Int
  writer   ${p}User @relation("Written", fields: [tenant, writerId], references: [tenant, id], onDelete: Cascade)
  editor   ${p}User @relation("Edited", fields: [tenant, editorId], references: [tenant, id])
  members  ${p}Member[]

  @@id([tenant, id])
  @@schema("public")
}

/// ${placed('Post')}
model ${p}Member {
  ${tenant}
  postId Int
  userId Int
  post   ${p}Post @relation(fields: [tenant, postId], references: [tenant, id])
  user   ${p}User @relation(fields: [tenant, userId], references: [tenant, id])

  @@id([tenant, postId, userId])
  @@schema("public")
}

model ${p}Legacy {
  name String

  @@ignore
  @@schema("public")
}
`;
}

test('the constructs of large schemas compile with every strategy', async () => {
  const folder = await scratchFolder('constructs');
  const schema = [
    { path: 'base.prisma', content: HEAD },
    ...STRATEGIES.map((one) => ({ path: `${one.name}.prisma`, content: group(one) })),
  ];
  const files = renderRepositories(schema, {
    strategies: { CustomTenant: { module: '../by-tenant.js', export: 'default' } },
  });
  await generatePrismaClient(folder, schema);
  await writeFiles(folder, [
    ['by-tenant.ts', `export default () => 'shard_1' as const;\n`],
    ...[...files].map(([path, text]) => [`shards/${path}`, withoutNoCheck(text)] as const),
  ]);
  expect((await compile('typescript', folder, STRICTEST)).errors).toEqual([]);
});
