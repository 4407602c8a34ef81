import path from 'node:path';
import { errorCode } from '../../../cluster/server/file-facts.js';
import { chooseServerUser } from '../../../cluster/server/server-user.js';
import { ownedName } from '../owner-mark.js';
import { readSeed } from '../reset/seed.js';
import { settleAll } from '../settle-all.js';
import type { ShardPlaces, ShardSchema } from '../shard-places.js';
import { testFolder } from '../shared-server.js';
import { withConnection } from '../with-connection.js';
import { copyTree } from './copy-tree.js';
import { ensurePrototype } from './prototype.js';
import { makeFolder, removeFolder, serversFolder, sweepServers } from './server-folders.js';
import { type ServerPlace, startServerPlace } from './server-place.js';

let swept: Promise<void> | undefined;

/** One server process per shard, each on a copy of a data folder that has the schema's tables. */
export async function openSeparatePlaces(schema: ShardSchema, count: number): Promise<ShardPlaces> {
  const directory = await testFolder();
  swept ??= sweepServers(directory);
  await swept;
  const set = path.join(serversFolder(directory), ownedName());
  const folders = Array.from({ length: count }, (_, index) => `${set}_${index + 1}`);
  const members: ServerPlace[] = [];
  const dispose = async () => {
    await settleAll(members.map((member) => member.remove()));
    await settleAll(folders.map(removeFolder));
  };
  try {
    const started = folders.map(async (folder, index) => {
      await copyPrototype(directory, schema, folder);
      members[index] = await startServerPlace(folder);
    });
    await settleAll(started);
    const [first] = members;
    // Prisma's own SQL inserts no rows; only what follows it can.
    const seed =
      schema.sql.trim() === '' || first === undefined
        ? undefined
        : await withConnection(first.pool(), readSeed);
    return Object.freeze({
      places: Object.freeze(members.map((member) => member.place)),
      reset: () => settleAll(members.map((member) => member.reset(seed))),
      dispose,
    } satisfies ShardPlaces);
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** A prototype may be removed as an old one while it is copied. */
async function copyPrototype(
  directory: string,
  schema: ShardSchema,
  folder: string,
): Promise<void> {
  const user = await chooseServerUser([]);
  for (let attempt = 1; ; attempt++) {
    const prototype = await ensurePrototype(directory, schema);
    await makeFolder(folder);
    try {
      copyTree(prototype, path.join(folder, 'data'), user);
      return;
    } catch (error) {
      await removeFolder(folder);
      if (errorCode(error) !== 'ENOENT' || attempt === 3) throw error;
    }
  }
}
