import { dirname, join, parse } from 'node:path';
import { getTsconfig } from 'get-tsconfig';
import type { ShardKeyField } from '../../schema/model/shard-key-field.js';
import { keyTypeText, unionText } from './key-type-text.js';
import type { StrategyModule } from './strategy-module.js';

/** What the user's function has to fit. */
export interface StrategyFrame {
  readonly key: readonly ShardKeyField[];
  /** Empty when no config names them. */
  readonly shards: readonly string[];
}

/** Why a function is no strategy of its group: it is not there, or the compiler's own words. */
export type Misfit =
  | { readonly kind: 'not exported'; readonly exports: readonly string[] }
  | { readonly kind: 'other type'; readonly reason: string };

/**
 * Lets the compiler say whether an export of the user's is a strategy of a group, under the settings of
 * the user's own project. Nothing is run, and nothing is written.
 */
export async function misfitOf(
  { file, export: name }: StrategyModule,
  { key, shards }: StrategyFrame,
): Promise<Misfit | undefined> {
  // Loaded here: a schema without custom strategies needs no compiler.
  const { Project, ts } = await import('ts-morph');
  const tsconfig = getTsconfig(file);
  const project = new Project({
    ...(tsconfig === null ? {} : { tsConfigFilePath: tsconfig.path }),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      ...(tsconfig === null
        ? { strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 }
        : {}),
      allowImportingTsExtensions: true,
      allowJs: true,
      composite: false,
      declaration: false,
      incremental: false,
      isolatedDeclarations: false,
      noEmit: true,
      rewriteRelativeImportExtensions: false,
      rootDir: parse(file).root, // the module need not be among the compiled files
      skipLibCheck: true,
    },
  });
  const exported = project.addSourceFileAtPath(file).getExportedDeclarations();
  if (!exported.has(name)) return { kind: 'not exported', exports: [...exported.keys()] };
  const shard = unionText(shards);
  const probe = project.createSourceFile(
    join(dirname(file), 'shardgen-strategy-probe.ts'),
    `import { ${name} as strategy } from ${JSON.stringify(file)};
type Shard = ${shard};
export const fits: (key: Readonly<${keyTypeText(key)}>, shards: readonly Shard[]) => string = strategy;
type Given = ReturnType<typeof strategy>;
export const names = (given: Given): string extends Given ? string : Shard => given;
`,
    { overwrite: true },
  );
  const [first] = probe
    .getPreEmitDiagnostics()
    .filter((diagnostic) => diagnostic.getSourceFile() === probe);
  if (first === undefined) return undefined;
  const message = first.getMessageText();
  const text = typeof message === 'string' ? message : wholeChain(message);
  return { kind: 'other type', reason: text };
}

interface Chain {
  getMessageText(): string;
  getNext(): readonly Chain[] | undefined;
}

/** The compiler's message with its reasons, which say more than the first line. */
function wholeChain(chain: Chain): string {
  const next = chain.getNext() ?? [];
  return [chain.getMessageText(), ...next.map(wholeChain)].join(' ');
}
