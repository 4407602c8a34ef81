import type { SchemaFile } from '../../../../schema/source/schema-file.js';

export const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n\n';

/** Three levels of one group, with a second group beside it. */
export const SHOP = `${DATASOURCE}/// A customer.
/// @@shard.hash(on: [id], buckets: 64)
model User {
  id     String  @id @default(uuid(7)) @db.Uuid
  email  String
  orders Order[]

  @@unique([id, email])
}

/// @@shard.colocated(
///   with: User,
///   on: [userId],
/// )
/// What a customer bought.
model Order {
  id       BigInt
  userId   String  @db.Uuid
  parentId BigInt?
  user     User    @relation(fields: [userId], references: [id])
  parent   Order?  @relation("parts", fields: [userId, parentId], references: [userId, id])
  parts    Order[] @relation("parts")
  items    Item[]

  @@id([userId, id])
}

/// @@shard.colocated(with: Order, on: [userId])
model Item {
  userId  String @db.Uuid
  orderId BigInt
  line    Int
  order   Order  @relation(fields: [userId, orderId], references: [userId, id])

  @@id([userId, orderId, line], name: "line_of")
}

/// @@shard.hash(on: [region, number])
model Depot {
  region String
  number Int    @db.SmallInt

  @@id([region, number])
}
`;

export function file(content: string, path = 'schema.prisma'): SchemaFile {
  return { path, content };
}
