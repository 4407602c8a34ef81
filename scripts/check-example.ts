import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStrategies } from '../generator/strategies/read-strategies.js';
import { analyzeSchema } from '../schema/analyze-schema.js';
import type { Diagnostic } from '../schema/diagnostics/diagnostic.js';
import type { ShardingModel } from '../schema/model/sharding-model.js';
import type { SchemaFile } from '../schema/source/schema-file.js';
import type { Example, ExampleFile } from './error-examples.js';

/** In a file of its own, so that lines and columns are those of the example. */
const DATASOURCE = {
  path: 'datasource.prisma',
  content: 'datasource db {\n  provider = "postgresql"\n}\n',
};
const CONFIGURES = /^(datasource|generator) /m;
const BYTE_ORDER_MARK = '\uFEFF';
/** All that a module of an example imports of shardgen; the whole entry takes the compiler seconds. */
const CHOOSE_SHARD = fileURLToPath(new URL('../runtime/typing/choose-shard.ts', import.meta.url));

/** What `// shards: main, shard_2` says: what the config would. */
function shardsOf(text: string): readonly string[] | undefined {
  return /^\/\/ shards: (.+)$/m.exec(text)?.[1]?.split(', ');
}

/** The files that are checked; an example that configures nothing gets a datasource. */
function filesOf({ path, text }: ExampleFile): readonly SchemaFile[] {
  // Said in words, since nobody sees the mark in a file or on a page.
  const marked = text.startsWith('// saved as: UTF-8 with a byte order mark\n');
  const schema = { path, content: marked ? BYTE_ORDER_MARK + text : text };
  return CONFIGURES.test(text) ? [schema] : [schema, DATASOURCE];
}

/** Runs the check of custom strategies on the modules, in a folder of their own. */
async function checkModules(
  modules: readonly ExampleFile[],
  model: ShardingModel,
  shards: readonly string[],
): Promise<readonly Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'shardgen-example-'));
  try {
    const tsconfig = {
      compilerOptions: {
        strict: true,
        target: 'es2023',
        module: 'nodenext',
        types: [],
        paths: { shardgen: [CHOOSE_SHARD] },
      },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    for (const { path, text } of modules) writeFileSync(join(folder, path), text);
    return (await readStrategies(folder, model, shards)).diagnostics;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What shardgen says about an example. */
export async function diagnosticsOf({ schema, modules }: Example): Promise<readonly Diagnostic[]> {
  const shards = shardsOf(schema.text);
  const { model, diagnostics } = analyzeSchema(filesOf(schema), { shards });
  // As the command line does: a module is looked at when the schema is right.
  const isCustom = model?.groups.some(({ strategy }) => strategy.kind === 'custom') ?? false;
  if (model === undefined || !isCustom) return diagnostics;
  return [...diagnostics, ...(await checkModules(modules, model, shards ?? []))];
}
