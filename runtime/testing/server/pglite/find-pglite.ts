import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pgliteMissing } from '../../../errors/testing-server-errors.js';

/** What we use of a PGlite database. */
export interface Pglite {
  query<R>(sql: string, values?: unknown[]): Promise<{ readonly rows: readonly R[] }>;
  /** Runs several statements; a result for each. */
  exec(sql: string): Promise<readonly { readonly rows: readonly unknown[] }[]>;
  /** Runs one message of the wire protocol; the answer may be an error message. */
  execProtocolRaw(message: Uint8Array): Promise<Uint8Array>;
  runExclusive<T>(work: () => Promise<T>): Promise<T>;
  isInTransaction(): boolean;
  dumpDataDir(compression: 'none'): Promise<Blob>;
  close(): Promise<void>;
}

export interface PgliteModule {
  readonly PGlite: {
    create(options?: { readonly loadDataDir?: Blob }): Promise<Pglite>;
  };
}

/** Loads PGlite as seen from the user's project, else as seen from shardgen. Throws SG7030. */
export async function findPglite(from: string, ownPlace = import.meta.url): Promise<PgliteModule> {
  for (const place of [path.join(path.resolve(from), 'any.js'), ownPlace]) {
    const entry = resolveFrom(place);
    if (entry !== undefined) return asModule(await import(pathToFileURL(entry).href));
  }
  throw pgliteMissing(from);
}

function resolveFrom(place: string): string | undefined {
  try {
    return createRequire(place).resolve('@electric-sql/pglite');
  } catch {
    // Not visible from there; the caller tries the next place.
    return undefined;
  }
}

/** The entry that `require` finds is CommonJS, which some loaders wrap in `default`. */
function asModule(loaded: PgliteModule | { readonly default: PgliteModule }): PgliteModule {
  return 'PGlite' in loaded ? loaded : loaded.default;
}
