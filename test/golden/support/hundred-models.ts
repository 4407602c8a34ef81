/**
 * A schema of `count` models as a service of some years has it, without annotations: each construct
 * of the real ones comes again and again.
 */
export function hundredModels(count: number): string {
  const blocks = [
    `generator client {
  provider = "prisma-client"
  output   = "../client"
}

datasource db {
  provider = "postgresql"
  schemas  = ["main", "log"]
}
`,
    `enum Level {
  LOW
  HIGH @map("high level")

  @@map("levels")
  @@schema("main")
}
`,
  ];
  const fields: string[] = [];
  for (let i = 0; i < count - 1; i += 1) {
    fields.push(`  m${i} M${i}[]`);
    blocks.push(model(i, count - 1));
  }
  blocks.push(`/// Everything belongs to one.
model Tenant {
  id   String @id @default(uuid()) @db.Uuid
  name String
${fields.join('\n')}

  @@map("tenants")
  @@schema("main")
}
`);
  return blocks.join('\n');
}

/** Every other model belongs to the one before it; all hold the tenant. */
function model(i: number, count: number): string {
  const parent = i % 2 === 1 ? i - 1 : undefined;
  const child = i % 2 === 0 && i + 1 < count ? i + 1 : undefined;
  const oneToOne = i % 4 === 1;
  const action = ['Cascade', 'Restrict', 'NoAction'][i % 3];
  const own = [
    '  id       String   @default(cuid()) @map("pk")',
    '  tenantId String   @map("tenant") @db.Uuid',
    `  tenant   Tenant   @relation(fields: [tenantId], references: [id], onDelete: ${action})`,
    '  level    Level    @default(LOW)',
    ...(i % 3 === 0 ? ['  tags     String[] @default(["a", "b"])', '  levels   Level[]'] : []),
    ...(i % 5 === 0 ? ['  place    Unsupported("point")?', '  data     Json @db.JsonB'] : []),
    ...(i % 7 === 0
      ? ['  old      String?  @ignore', '  at       DateTime @db.Timestamptz(3)']
      : []),
    ...(i % 11 === 0
      ? ['  token    String   @unique @default(dbgenerated("gen_random_uuid()")) @db.Uuid']
      : []),
    ...(parent === undefined
      ? []
      : [
          `  ownerId  String`,
          `  owner    M${parent} @relation("own${i}", fields: [tenantId, ownerId], references: [tenantId, id])`,
        ]),
    ...(child === undefined
      ? []
      : [`  child    M${child}${child % 4 === 1 ? '?' : '[]'} @relation("own${child}")`]),
    ...(i % 6 === 2
      ? [
          '  upId     String?',
          `  up       M${i}? @relation("up${i}", fields: [tenantId, upId], references: [tenantId, id], onDelete: Restrict)`,
          `  down     M${i}[] @relation("up${i}")`,
        ]
      : []),
  ];
  const constraints = [
    `  @@id([tenantId, id]${i % 4 === 0 ? ', name: "key"' : ''})`,
    ...(parent !== undefined && oneToOne ? ['  @@unique([tenantId, ownerId])'] : []),
    ...(i % 9 === 0 ? ['  @@index([level(sort: Desc), id])'] : []),
    `  @@map("model ${i}")`,
    `  @@schema("${i % 8 === 0 ? 'log' : 'main'}")`,
  ];
  return `/// Number ${i}.\nmodel M${i} { // old\n${own.join('\n')}\n\n${constraints.join('\n')}\n}\n`;
}
