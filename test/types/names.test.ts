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
}
`;

/** Of the language, of its library, of Prisma, of the runtime, and of other generated names. */
const MODELS =
  `type unknown any bigint symbol undefined NaN Infinity never keyof string number boolean globalThis
   Object Array Promise Date Error Record Map Set Function Math JSON Buffer Uint8Array Iterable Readonly
   Exclude Extract Pick Omit PropertyKey Awaited Class constructor then toString connect transaction db
   SortOrder Batch QueryMode Sql PrismaPromise Enumerable Types Delegate Client Result
   Shard Shards ShardName ShardKey ShardedClient ShardReads CallOptions Projection OneOrMore Exactly Model
   Models Repository Repositories Strategy Keyed Global Branch Finder Loader Reference Manifest Runtime
   index topology onShard routes Order OrderShardKey OrderRepository OrderWhere OrderLoaders Con Aux NUL`
    .split(/\s+/)
    .filter((name) => name !== '');

const FIELDS =
  `then constructor where toString hasOwnProperty prototype data select include class default in equals
   catch valueOf key length name this new value rows args await arguments eval let static yield null
   undefined function`.split(/\s+/);

const placedBy = (key: string, index: number) =>
  [
    `@@shard.hash(on: [${key}])`,
    `@@shard.range(on: [${key}], ranges: [{ to: 9, shard: shard_1 }, { from: 9, shard: shard_2 }])`,
    `@@shard.lookup(on: [${key}])`,
  ][index % 3];

const model = (name: string, index: number) => `
/// ${placedBy('id', index)}
model ${name} {
  id      BigInt  @id
  email   String  @unique /// @shard.globallyUnique
  country String /// @shard.index
  nextId  BigInt? /// @shard.relation(to: ${MODELS[(index + 1) % MODELS.length]})
}
`;

const field = (name: string, index: number) => `
/// ${placedBy(name, index)}
model Root${index} {
  ${name} BigInt @id
  followers Follower${index}[]
}

/// @@shard.colocated(with: Root${index}, on: [${name}])
model Follower${index} {
  ${name} BigInt
  other Int
  parent Root${index} @relation(fields: [${name}], references: [${name}])
  @@id([${name}, other])
}

/// @@shard.hash(on: [id])
model Unique${index} {
  id BigInt @id
  ${name} String @unique /// @shard.globallyUnique
}

/// @@shard.hash(on: [id])
model Index${index} {
  id BigInt @id
  ${name} String /// @shard.index
  to BigInt /// @shard.relation(to: Root${index}, name: ${name}Row)
}
`;

test('models and fields of any name that Prisma takes compile', async () => {
  const folder = await scratchFolder('names');
  const content = HEAD + MODELS.map(model).join('') + FIELDS.map(field).join('');
  const schema = [{ path: 'schema.prisma', content }];
  await generatePrismaClient(folder, schema);
  const files = [...renderRepositories(schema)];
  await writeFiles(
    folder,
    files.map(([path, text]) => [`shards/${path}`, withoutNoCheck(text)] as const),
  );
  expect((await compile('typescript', folder, STRICTEST)).errors).toEqual([]);
});
