import { quoteIdentifier } from '../../cluster/databases/quote-identifier.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import { databaseNotMade, placeUnavailable } from '../../errors/testing-server-errors.js';
import { endConnections, setOpen } from './database-door.js';
import { dropDatabases } from './drop-databases.js';
import { ownedName } from './owner-mark.js';
import type { PlaceServer } from './place-server.js';
import { createQuietPool } from './quiet-pool.js';
import { resetDatabase } from './reset/reset-database.js';
import { readSeed, type Seed } from './reset/seed.js';
import { sqlState, wordsOf } from './server-words.js';
import { settleAll } from './settle-all.js';
import type { ShardPlace, ShardPlaces, ShardSchema } from './shard-places.js';
import { SHARD_PREFIX } from './sweep-databases.js';
import { ensureTemplate, forgetTemplate } from './template.js';
import { withConnection } from './with-connection.js';

/** One database per shard, all on one server: copies of the schema's template. */
export async function openDatabasePlaces(
  server: PlaceServer,
  schema: ShardSchema,
  count: number,
): Promise<ShardPlaces> {
  const set = `${SHARD_PREFIX}${ownedName()}`;
  const names = Array.from({ length: count }, (_, index) => `${set}_${index + 1}`);
  await copyTemplate(server, schema, names);
  const members = names.map((name) => createMember(server, name));
  const [first] = members;
  // Prisma's own SQL inserts no rows; only what follows it can.
  const seed: Promise<Seed> | undefined =
    schema.sql.trim() === '' || first === undefined
      ? undefined
      : withConnection(first.pool(), readSeed);
  let disposed: Promise<void> | undefined;
  const dispose = async () => {
    await Promise.all(members.map((member) => member.leave()));
    await dropDatabases(server, names).catch((error: unknown) => {
      if (!isOurDeadServer(server, error)) throw error;
    });
  };
  try {
    const rows = await seed;
    return Object.freeze({
      places: Object.freeze(members.map((member) => member.place)),
      async reset() {
        await settleAll(members.map((member) => member.reset(rows)));
      },
      dispose() {
        disposed ??= dispose().catch((error: unknown) => {
          disposed = undefined;
          throw error;
        });
        return disposed;
      },
    } satisfies ShardPlaces);
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Without the server nobody can use its databases; the next process that joins it drops them. */
function isOurDeadServer(server: PlaceServer, error: unknown): boolean {
  if (server.pid === undefined || error instanceof ShardgenError) return false;
  return sqlState(error)?.startsWith('57P') ?? true; // 57P01 to 57P05: it is going down
}

/** All or none. A template may have been dropped as an old one since it was last used. */
async function copyTemplate(
  server: PlaceServer,
  schema: ShardSchema,
  names: readonly string[],
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const template = await ensureTemplate(server, schema);
    const copy = (name: string) =>
      server.admin.query(
        `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE ${quoteIdentifier(template)} ${server.copyClause}`,
      );
    try {
      await settleAll(names.map(copy));
      return;
    } catch (error) {
      await dropDatabases(server, names);
      if (sqlState(error) !== '3D000' || attempt === 3) {
        throw databaseNotMade(server.name, wordsOf(error), error);
      }
      forgetTemplate(server, template);
    }
  }
}

interface Member {
  readonly place: ShardPlace;
  /** The connection that looks after the database. */
  pool(): ReturnType<typeof createQuietPool>;
  reset(seed: Seed | undefined): Promise<void>;
  leave(): Promise<void>;
}

function createMember(server: PlaceServer, name: string): Member {
  const url = server.url(name);
  let pool: ReturnType<typeof createQuietPool> | undefined;
  let open = true;
  const leave = async () => {
    const left = pool;
    pool = undefined;
    await left?.end();
  };
  const shut = async () => {
    open = false;
    await leave();
    await setOpen(server, name, false);
    await endConnections(server, name);
  };
  const ownPool = () => {
    pool ??= createQuietPool(url, 1, server.plain);
    return pool;
  };
  return {
    place: Object.freeze({
      url,
      pid: server.pid,
      // The server is for others too: for one database, both mean that its connections end.
      crash: shut,
      stop: shut,
      async start() {
        await setOpen(server, name, true);
        open = true;
      },
    } satisfies ShardPlace),
    pool: ownPool,
    async reset(seed) {
      if (!open) throw placeUnavailable(name);
      await resetDatabase(ownPool(), name, seed);
    },
    leave,
  };
}
