import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from './orders.js';
import { handWrittenPg } from './peers/hand-written-pg.js';
import { oneConnectionString } from './peers/one-connection-string.js';
import { plainPrisma } from './peers/plain-prisma.js';
import { plproxy } from './peers/plproxy.js';
import { prismaSharding } from './peers/prisma-sharding.js';
import { shardgen } from './peers/shardgen.js';

/** The databases that all contenders ask, and where the code is that was generated for them. */
export interface OrderDatabases {
  readonly directory: string;
  /** In topology order. */
  readonly shards: Readonly<Record<string, string>>;
  readonly one: string;
  readonly foreign: string;
}

/** How each contender is opened; one that is not installed is undefined. */
export type OpenContender = (databases: OrderDatabases) => Promise<Contender | undefined>;

const load = ({ directory }: OrderDatabases, file: string) =>
  import(pathToFileURL(join(directory, file)).href);

export const CONTENDERS: Readonly<Record<string, OpenContender>> = {
  shardgen: async (databases) => {
    const { createShards } = await load(databases, 'shards/index.ts');
    return shardgen(createShards({ shards: databases.shards }));
  },
  pg: async ({ shards }) => handWrittenPg(Object.values(shards)),
  foreign: async ({ foreign }) => oneConnectionString('postgres_fdw', foreign),
  'prisma-sharding': async (databases) => {
    const { PrismaClient } = await load(databases, 'prisma/client.ts');
    return prismaSharding(PrismaClient, Object.values(databases.shards));
  },
  plain: async (databases) => {
    const { PrismaClient } = await load(databases, 'prisma/client.ts');
    return plainPrisma(PrismaClient, databases.one);
  },
  plproxy: ({ shards }) => plproxy(Object.values(shards)),
};
