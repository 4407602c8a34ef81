import { pgliteCannot, placeUnavailable } from '../../../errors/testing-server-errors.js';
import { resetSession } from '../reset/reset-database.js';
import type { Seed } from '../reset/seed.js';
import { settleAll } from '../settle-all.js';
import type { ShardPlace, ShardPlaces, ShardSchema } from '../shard-places.js';
import { findPglite, type Pglite } from './find-pglite.js';
import { pgliteImage, sessionOf } from './pglite-image.js';
import { servePglite } from './serve-pglite.js';

/**
 * One PGlite database per shard, inside this process: for machines where no PostgreSQL binary runs.
 * Throws SG7030, SG6020 to SG6022, SG7025, SG7026.
 */
export async function openPglitePlaces(schema: ShardSchema, count: number): Promise<ShardPlaces> {
  const { PGlite } = await findPglite(process.cwd());
  const image = await pgliteImage(PGlite, schema);
  const members: Member[] = [];
  let disposed: Promise<void> | undefined;
  const dispose = () => settleAll(members.map((member) => member.leave()));
  try {
    for (let index = 0; index < count; index++) {
      // One after the other: it is work of this process, and each takes 200 MB.
      members.push(await createMember(await PGlite.create({ loadDataDir: image.data })));
    }
    return Object.freeze({
      places: Object.freeze(members.map((member) => member.place)),
      reset: () => settleAll(members.map((member) => member.reset(image.seed))),
      dispose() {
        disposed ??= dispose();
        return disposed;
      },
    } satisfies ShardPlaces);
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface Member {
  readonly place: ShardPlace;
  reset(seed: Seed | undefined): Promise<void>;
  leave(): Promise<void>;
}

async function createMember(db: Pglite): Promise<Member> {
  const door = await servePglite(db);
  const url = `postgresql://postgres@127.0.0.1:${door.port}/postgres`;
  let open = true;
  return {
    place: Object.freeze({
      url,
      pid: undefined,
      maxConnections: 1,
      async crash() {
        throw pgliteCannot('crash');
      },
      async stop() {
        open = false;
        await door.shut();
      },
      async start() {
        await door.open();
        open = true;
      },
    } satisfies ShardPlace),
    async reset(seed) {
      if (!open) throw placeUnavailable(url);
      if (db.isInTransaction()) await door.endConnection();
      await resetSession(sessionOf(db), url, seed);
    },
    async leave() {
      await door.shut();
      await db.close();
    },
  };
}
