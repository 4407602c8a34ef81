import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** One row of a table of codes. */
export interface ErrorCode {
  readonly code: string;
  readonly description: string;
  /** The file that declares it, from the repository's root. */
  readonly file: string;
}

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TABLE = /^export const \w*_CODES = \{$/m;
/** A table that only joins others declares nothing. */
const JOINED = /^export const \w*_CODES = \{\n {2}\.\.\./m;

function filesWithTables(): readonly string[] {
  return ['schema', 'generator', 'runtime']
    .flatMap((plane) =>
      readdirSync(join(ROOT, plane), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(plane, path),
      ),
    )
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return TABLE.test(text) && !JOINED.test(text);
    })
    .sort();
}

function rows(file: string, exports: object): readonly ErrorCode[] {
  return Object.entries(exports)
    .filter(([name]) => name.endsWith('_CODES'))
    .flatMap(([, table]) =>
      Object.entries(table as Readonly<Record<string, string>>).map(([code, description]) => ({
        code,
        description,
        file,
      })),
    );
}

/** Every code of every table in the sources, sorted by code; a code declared twice comes twice. */
export async function readErrorCodes(): Promise<readonly ErrorCode[]> {
  const codes: ErrorCode[] = [];
  for (const file of filesWithTables()) {
    codes.push(...rows(file, await import(pathToFileURL(join(ROOT, file)).href)));
  }
  return codes.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
