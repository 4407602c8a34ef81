/**
 * An annotated schema of `count` models, in colocation groups of five: a root, two followers, and a
 * follower of each of those. Every model has the usual mix of scalar fields.
 */
export function manyModels(count: number): string {
  const models: string[] = [];
  for (let index = 0; index < count; index += 1) models.push(model(index, count));
  return `${HEADER}\n${models.join('\n')}`;
}

const GROUP = 5;

const HEADER = `generator client {
  provider            = "prisma-client"
  output              = "../generated/prisma"
  importFileExtension = "js"
}

datasource db {
  provider = "postgresql"
}

enum Status {
  OPEN
  PAID
  CLOSED
}
`;

const SCALARS = `  status    Status   @default(OPEN)
  title     String
  note      String?
  amount    Decimal
  quantity  Int      @default(1)
  ratio     Float?
  active    Boolean  @default(true)
  meta      Json?
  createdAt DateTime @default(now())`;

function model(index: number, count: number): string {
  const place = index % GROUP;
  const root = index - place;
  const children = [1, 2, 3, 4]
    .filter((child) => parent(child) === place && root + child < count)
    .map((child) => `  m${root + child}s M${root + child}[]`);
  if (place === 0) {
    return `/// @@shard.hash(on: [id])
model M${index} {
  id BigInt @id
${[SCALARS, ...children].join('\n')}
}
`;
  }
  const up = root + parent(place);
  const relation =
    parent(place) === 0
      ? `  m${up} M${up} @relation(fields: [rootId], references: [id])`
      : `  parentId BigInt\n  m${up} M${up} @relation(fields: [rootId, parentId], references: [rootId, id])`;
  return `/// @@shard.colocated(with: M${up}, on: [rootId])
model M${index} {
  id BigInt
  rootId BigInt
${[SCALARS, relation, ...children].join('\n')}
  @@id([rootId, id])
}
`;
}

/** Position in the group to the position of its parent. */
const parent = (place: number): number => (place <= 2 ? 0 : place - 2);

/** A program that uses models `0..used-1` the way users do: against plain Prisma, or sharded. */
export function userProgram(used: number, kind: 'plain' | 'sharded'): string {
  const client =
    kind === 'plain'
      ? `import type { PrismaClient } from './generated/prisma/client.js';\ndeclare const db: PrismaClient;`
      : `import type { ShardedClient } from './generated/shards/index.js';\ndeclare const db: ShardedClient;`;
  const calls = Array.from({ length: used }, (_, index) => calls5(index));
  return `${client}\nexport async function program() {\n${calls.join('\n')}\n}\n`;
}

function calls5(index: number): string {
  const isRoot = index % GROUP === 0;
  const key = isRoot ? 'id: 1n' : 'rootId: 1n';
  const one = isRoot ? '{ id: 1n }' : '{ rootId_id: { rootId: 1n, id: 2n } }';
  const row = isRoot
    ? `{ id: 1n, title: 'a', amount: 1 }`
    : `{ id: 1n, rootId: 1n, title: 'a', amount: 1${index % GROUP > 2 ? ', parentId: 1n' : ''} }`;
  return `  const a${index} = await db.m${index}.findUnique({ where: ${one} });
  const b${index} = await db.m${index}.findMany({ where: { ${key}, amount: { gt: 5 } }, select: { id: true, title: true }, orderBy: { createdAt: 'desc' }, take: 10 });
  const c${index} = await db.m${index}.create({ data: ${row} });
  const d${index} = await db.m${index}.update({ where: ${one}, data: { title: 'b' } });
  const e${index} = await db.m${index}.count({ where: { ${key} } });
  console.log(a${index}?.title, b${index}[0]?.title, c${index}.amount, d${index}.title, e${index});`;
}
