import { applySchema } from '../apply-schema.js';
import { readSeed, type Seed } from '../reset/seed.js';
import { schemaDdl, schemaKey } from '../schema-text.js';
import type { Session } from '../session.js';
import type { ShardSchema } from '../shard-places.js';
import type { Pglite, PgliteModule } from './find-pglite.js';

/** A data folder with the schema's tables, to make databases from: a quarter of the time of `clone`. */
export interface PgliteImage {
  readonly data: Blob;
  readonly seed: Seed | undefined;
}

const images = new Map<string, Promise<PgliteImage>>();

/** Made once per schema and process. */
export async function pgliteImage(
  PGlite: PgliteModule['PGlite'],
  schema: ShardSchema,
): Promise<PgliteImage> {
  const key = await schemaKey(schema);
  const known = images.get(key);
  if (known !== undefined) return known;
  const making = make(PGlite, schema);
  images.set(key, making);
  making.catch(() => images.delete(key));
  return making;
}

async function make(PGlite: PgliteModule['PGlite'], schema: ShardSchema): Promise<PgliteImage> {
  await schemaDdl(schema); // refuses a wrong schema before anything is made
  const db = await PGlite.create();
  try {
    const session = sessionOf(db);
    await applySchema(session, 'PGlite', schema);
    const seed = schema.sql.trim() === '' ? undefined : await readSeed(session);
    return { data: await db.dumpDataDir('none'), seed };
  } finally {
    await db.close();
  }
}

/** PGlite's own connection, beside the one over the wire. */
export function sessionOf(db: Pglite): Session {
  return {
    async query<R extends object>(sql: string, values?: unknown[]) {
      if (values !== undefined) return db.query<R>(sql, values);
      const results = await db.exec(sql);
      // The rows are what the statement asks for, as with every driver.
      return { rows: (results.at(-1)?.rows ?? []) as readonly R[] };
    },
  };
}
