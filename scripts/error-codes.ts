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

const FAMILIES = [
  ['SG1', 'The schema', 'Found by `shardgen validate` and `shardgen generate`, all in one run.'],
  ['SG2', 'Generator, command line and config', 'Nothing is written when one of these is shown.'],
  ['SG3', 'Routing', 'A call does not say where its rows live; it reaches no database.'],
  ['SG4', 'Topology, connections and manifest', 'Shown by `createShards`, before any connection.'],
  ['SG5', 'Execution', 'A shard did not answer, or answered only in part.'],
  ['SG6', 'The local cluster', 'Of `shardgen dev` and `shardgen/cluster`.'],
  ['SG7', 'The testing kit', 'Of `shardgen/testing`.'],
  ['SG9', 'Bugs', 'Never the fault of the caller.'],
] as const;

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** The text of docs/errors.md. */
export function errorReference(codes: readonly ErrorCode[]): string {
  const sections = FAMILIES.map(([prefix, title, about]) => {
    const members = codes.filter(({ code }) => code.startsWith(prefix));
    const lines = members.map(
      ({ code, description }) => `| ${code} | ${sentence(description).replaceAll('|', '\\|')} |`,
    );
    return [`## ${prefix}xxx: ${title}`, '', about, '', '| code | what it says |', '|---|---|']
      .concat(lines)
      .join('\n');
  });
  return `${[
    '# Errors',
    'Every error has a stable code. Its message says what is wrong and names the model, key, shard or\nfile; the line that begins with `fix:` says what to do. In code, tell errors apart by `error.code`.',
    'This page is made from the tables in the sources by `npm run docs:errors`.',
    ...sections,
  ].join('\n\n')}\n`;
}
