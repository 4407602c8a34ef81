import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMPILERS, compile, RELAXED, STRICTEST } from '../support/compile.js';
import {
  generatePrismaClient,
  renderRepositories,
  scratchFolder,
  withoutNoCheck,
  writeFiles,
} from '../support/generate-in-temp.js';
import { type Program, readPrograms } from './programs.js';
import { complaints } from './verdicts.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The two kinds of project that users have. */
const PROJECTS = [
  { name: 'strictest', options: STRICTEST, importExtension: '.js' },
  { name: 'relaxed', options: RELAXED, importExtension: '' },
] as const;
type Project = (typeof PROJECTS)[number];

const VERSIONS = { 'typescript-5.9': /^5\.9\./, 'typescript-6': /^6\./, typescript: /^7\./ };

let right: readonly Program[] = [];
let wrong: readonly Program[] = [];
const folders = new Map<Project, string>();

async function generateProject(project: Project): Promise<string> {
  const folder = await scratchFolder(`types-${project.name}`);
  const schema = [{ path: 'schema.prisma', content: await readFile(at('schema.prisma'), 'utf8') }];
  const { importExtension } = project;
  await generatePrismaClient(folder, schema, importExtension);
  const files = renderRepositories(schema, { importExtension });
  await writeFiles(
    join(folder, 'shards'),
    [...files].map(([path, text]) => [path, withoutNoCheck(text)] as const),
  );
  return folder;
}

const tsconfig = (project: Project, folder: string) => ({
  compilerOptions: {
    ...project.options,
    paths: {
      shardgen: [at('../../runtime/index.ts')],
      'shardgen/testing': [at('../../runtime/testing/index.ts')],
      'shardgen/testing/vitest': [at('../../runtime/testing/vitest/index.ts')],
      shards: [join(folder, 'shards/index.ts')],
      'prisma-client': [join(folder, 'client/client.ts')],
    },
  },
  include: [join(folder, 'shards'), at('programs')],
});

beforeAll(async () => {
  right = await readPrograms(at('programs/must-compile'));
  wrong = await readPrograms(at('programs/must-not-compile'));
  for (const project of PROJECTS) folders.set(project, await generateProject(project));
}, 60_000);

describe('the programs', () => {
  test('are many: at least 190 that compile and 380 that do not', () => {
    expect(right.length).toBeGreaterThanOrEqual(190);
    expect(wrong.length).toBeGreaterThanOrEqual(380);
  });

  test('that must not compile all say what the compiler says; the others say nothing', () => {
    expect(wrong.filter((program) => program.expected.length === 0)).toEqual([]);
    expect(right.filter((program) => program.expected.length > 0)).toEqual([]);
  });

  test('have titles of their own', () => {
    const titles = [...right, ...wrong].map((program) => `${program.file} ${program.title}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('call every method of a repository, rightly and wrongly', async () => {
    const methods = [
      ...['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany'],
      ...['create', 'createMany', 'createManyAndReturn', 'update', 'updateMany'],
      ...['updateManyAndReturn', 'upsert', 'delete', 'deleteMany', 'count', 'aggregate', 'groupBy'],
    ];
    const missing = async (programs: readonly Program[]) => {
      const files = [...new Set(programs.map((program) => program.file))];
      const text = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
      return methods.filter((method) => !new RegExp(`\\bdb\\.\\w+\\.${method}\\(`).test(text));
    };
    expect([await missing(right), await missing(wrong)]).toEqual([[], []]);
  });
});

describe.each(COMPILERS)('%s', (compiler) => {
  test.each(PROJECTS)('agrees with every program in a $name project', async (project) => {
    const folder = folders.get(project) ?? '';
    const { errors, version } = await compile(compiler, folder, tsconfig(project, folder));
    expect(version).toMatch(VERSIONS[compiler]);
    expect(complaints(wrong, errors)).toEqual([]);
  });
});
