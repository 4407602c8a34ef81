import { readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { ensureData } from '../../../cluster/server/data-folder.js';
import { statIfExists } from '../../../cluster/server/file-facts.js';
import { prepareBinaries } from '../../../cluster/server/server-binaries.js';
import { findServerPackage } from '../../../cluster/server/server-package.js';
import { chooseServerUser } from '../../../cluster/server/server-user.js';
import { withStartLock } from '../../../cluster/server/start-lock.js';
import { applySchema } from '../apply-schema.js';
import { ownedName } from '../owner-mark.js';
import { createQuietPool, type Pool } from '../quiet-pool.js';
import { schemaDdl, schemaKey } from '../schema-text.js';
import type { ShardSchema } from '../shard-places.js';
import { copyTree } from './copy-tree.js';
import { separateSettings } from './separate-settings.js';
import { makeFolder, removeFolder, serversFolder } from './server-folders.js';
import { startInPlace } from './start-in-place.js';

/** Each takes some 20 MB. */
const KEPT = 4;
const silent = () => undefined;

/**
 * The data folder of a server that has the schema's tables in its database `postgres`, to copy
 * others from; the server does not run. Made once per schema. Throws SG6001 to SG6017, SG6020 to
 * SG6022, SG7025, SG7026.
 */
export async function ensurePrototype(directory: string, schema: ShardSchema): Promise<string> {
  const { version } = await findServerPackage(process.cwd());
  const parent = path.join(directory, 'prototypes', version);
  const finished = path.join(parent, await schemaKey(schema));
  const data = path.join(finished, 'data');
  if ((await statIfExists(finished)) !== undefined) return data;
  await schemaDdl(schema); // refuses a wrong schema before anything is made
  for (const folder of [path.dirname(parent), parent, serversFolder(directory)]) {
    await makeFolder(folder);
  }
  await withStartLock(parent, silent, async () => {
    if ((await statIfExists(finished)) !== undefined) return;
    const base = await ensureBase(directory, parent);
    await make(directory, finished, (pool) => applySchema(pool, 'the new server', schema), base);
    await removeOldest(parent);
  });
  return data;
}

/** A server without tables. Small, since each shard's server is a copy. */
async function ensureBase(directory: string, parent: string): Promise<string> {
  const finished = path.join(parent, 'base');
  if ((await statIfExists(finished)) === undefined) {
    await make(directory, finished, async (pool) => {
      // A third of the files. Databases are made of template1.
      await pool.query('ALTER DATABASE template0 WITH IS_TEMPLATE false');
      await pool.query('DROP DATABASE template0');
      await pool.query('CHECKPOINT');
    });
  }
  return path.join(finished, 'data');
}

/** In a folder that a killed process leaves as an orphan; the prototype's own name appears last. */
async function make(
  directory: string,
  finished: string,
  fill: (pool: Pool) => Promise<void>,
  base?: string,
): Promise<void> {
  const making = path.join(serversFolder(directory), `${ownedName()}_prototype`);
  await makeFolder(making);
  try {
    const data = path.join(making, 'data');
    const user = await chooseServerUser([]);
    if (base !== undefined) copyTree(base, data, user);
    else {
      const binaries = await prepareBinaries(await findServerPackage(process.cwd()), user, silent);
      await ensureData(data, binaries, user, silent, ['--wal-segsize=1']);
    }
    const cluster = await startInPlace({
      directory: making,
      settings: await separateSettings(),
    });
    try {
      const pool = createQuietPool(cluster.url('postgres'), 1, true);
      await fill(pool).finally(() => pool.end());
    } finally {
      await cluster.stop();
    }
    // Port and process of the server that made it are of no use to the copies.
    await makeFolder(`${making}_done`);
    await rename(data, path.join(`${making}_done`, 'data'));
    await rename(`${making}_done`, finished);
  } finally {
    await removeFolder(making);
  }
}

async function removeOldest(parent: string): Promise<void> {
  const found: { readonly folder: string; readonly made: number }[] = [];
  for (const name of await readdir(parent)) {
    if (!/^[0-9a-f]{24}$/.test(name)) continue;
    const folder = path.join(parent, name);
    found.push({ folder, made: (await stat(folder)).mtimeMs });
  }
  for (const { folder } of found.sort((a, b) => b.made - a.made).slice(KEPT)) {
    // Moved first: whoever copies it now notices, and makes it again.
    const away = path.join(parent, `${ownedName()}_old`);
    await rename(folder, away);
    await removeFolder(away);
  }
}
