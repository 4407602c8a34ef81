import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';
import type { SchemaFile } from '../../schema/source/schema-file.js';
import { compile, STRICTEST } from '../support/compile.js';
import {
  generatePrismaClient,
  type ProjectSettings,
  renderRepositories,
  scratchFolder,
  withoutNoCheck,
  writeFiles,
} from '../support/generate-in-temp.js';

/**
 * A folder: `schema.prisma` or `schema/`, `input.json` when the project is not an ordinary one,
 * modules that the generated code imports, `expected/`.
 */
interface Case {
  readonly name: string;
  readonly folder: string;
  readonly schema: readonly SchemaFile[];
  readonly settings: ProjectSettings;
}

const updates = process.env['UPDATE_GOLDEN'] === '1';
const casesFolder = fileURLToPath(new URL('generate/', import.meta.url));

async function readCase(name: string): Promise<Case> {
  const folder = join(casesFolder, name);
  const input = join(folder, 'input.json');
  // Written by us, next to this file.
  const settings: ProjectSettings = existsSync(input)
    ? JSON.parse(await readFile(input, 'utf8'))
    : {};
  const oneFile = existsSync(join(folder, 'schema.prisma'));
  const schema = await loadSchemaFiles(oneFile ? 'schema.prisma' : 'schema', folder);
  return { name, folder, schema, settings };
}

async function readExpected(folder: string): Promise<ReadonlyMap<string, string>> {
  const expected = join(folder, 'expected');
  if (!existsSync(expected)) return new Map();
  const entries = await readdir(expected, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(expected.length + 1))
    .sort();
  const read = paths.map(
    async (path) => [path, await readFile(join(expected, path), 'utf8')] as const,
  );
  return new Map(await Promise.all(read));
}

async function update(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await rm(join(folder, 'expected'), { recursive: true, force: true });
  await mkdir(join(folder, 'expected'));
  await writeFiles(join(folder, 'expected'), files);
}

/** The same declarations the other way round: last file first, last block first. */
const reversed = (schema: readonly SchemaFile[]): readonly SchemaFile[] =>
  schema
    .map(({ path, content }) => ({
      path,
      content: content
        .split(/(?<=^}\n)/m)
        .reverse()
        .join('\n'),
    }))
    .reverse();

const names = (await readdir(casesFolder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const cases = await Promise.all(names.map(readCase));

test('there are at least 17 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(17);
});

describe.each(cases)('$name', ({ folder, schema, settings }) => {
  test('gives exactly the expected files', async () => {
    const files = renderRepositories(schema, settings);
    if (updates) await update(folder, files);
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries(await readExpected(folder)));
  });

  test('gives the same bytes again, and when the schema is the other way round', () => {
    const files = [...renderRepositories(schema, settings)];
    expect([...renderRepositories(schema, settings)]).toEqual(files);
    expect([...renderRepositories(reversed(schema), settings)]).toEqual(files);
  });
});

/** What each ending of imports asks of the compiler. */
const COMPILER_OPTIONS = {
  '.js': {},
  '': { module: 'ESNext', moduleResolution: 'bundler' },
  '.ts': { allowImportingTsExtensions: true },
} as const;

describe.each(Object.entries(COMPILER_OPTIONS))('imports that end in "%s"', (ending, options) => {
  const members = cases.filter(({ settings }) => (settings.importExtension ?? '.js') === ending);

  test('come from expected files that compile in the strictest project', async () => {
    expect(members.length).toBeGreaterThan(0);
    const root = await scratchFolder(`golden${ending}`);
    for (const { name, folder, schema, settings } of members) {
      await generatePrismaClient(join(root, name), schema, settings.importExtension);
      for (const file of (await readdir(folder)).filter((each) => each.endsWith('.ts'))) {
        await copyFile(join(folder, file), join(root, name, file));
      }
      const files = [...(await readExpected(folder))];
      await writeFiles(
        join(root, name, 'shards'),
        files.map(([path, text]) => [path, withoutNoCheck(text)] as const),
      );
    }
    const runtime = fileURLToPath(new URL('../../runtime/index.ts', import.meta.url));
    const { errors } = await compile('typescript', root, {
      compilerOptions: { ...STRICTEST, ...options, paths: { shardgen: [runtime] } },
      include: members.map(({ name }) => join(root, name, 'shards')),
    });
    expect(errors).toEqual([]);
  }, 60_000);
});
