export const HEAD = `generator client {
  provider = "prisma-client"
  output   = "../src/generated/prisma"
}

datasource db {
  provider = "postgresql"
}
`;

export const USER = `
/// @@shard.hash(on: [id], buckets: 64)
model User {
  id     BigInt @id
  email  String
  orders Order[]
}
`;

export const ORDER = `
/// @@shard.colocated(with: User, on: [userId])
model Order {
  userId BigInt
  id     BigInt
  user   User   @relation(fields: [userId], references: [id])

  @@id([userId, id])
}
`;

export const LONE_USER = USER.replace('  orders Order[]\n', '');

export const CONFIG = `import { defineConfig, env } from 'shardgen/config';

export default defineConfig({
  shards: { shard_1: { url: env('SHARD_1_URL') }, shard_2: { url: env('SHARD_2_URL') } },
});
`;

export const TSCONFIG = '{ "compilerOptions": { "module": "nodenext" } }';

/** A small project: two models, two shards. */
export const SHOP = {
  'prisma/schema.prisma': HEAD + USER + ORDER,
  'shardgen.config.ts': CONFIG,
  'tsconfig.json': TSCONFIG,
};
