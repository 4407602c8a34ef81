import { dirname, join } from 'node:path';
import type { Diagnostic, DiagnosticMessageChain, Project, SourceFile } from 'ts-morph';
import type { ShardKeyField } from '../../schema/model/shard-key-field.js';
import type { Compiler } from './compiler.js';
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
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string }
  | { readonly kind: 'other type'; readonly reason: string };

/** No export of this name, no default export, not a module: in the compiler's numbers. */
const NOT_EXPORTED: ReadonlySet<number> = new Set([1192, 2305, 2306, 2459, 2613, 2614, 2724]);
const NO_SUCH_MODULE: ReadonlySet<number> = new Set([2307, 2792]);
/** Mistakes of syntax have the numbers below this one. */
const BEHIND_SYNTAX = 2000;

/**
 * Lets the compiler say whether an export of the user's is a strategy of a group, under the settings of
 * the user's own project. Nothing is run, and nothing is written.
 *
 * @throws SG2412 when the project's `tsconfig.json` cannot be read.
 */
export async function misfitOf(
  compiler: Compiler,
  { file, export: name }: StrategyModule,
  { key, shards }: StrategyFrame,
): Promise<Misfit | undefined> {
  const project = await compiler.programFor(file);
  const module = project.addSourceFileAtPath(file);
  const broken = breakOf(module);
  if (broken !== undefined) {
    const line = broken.getLineNumber() ?? 1;
    return { kind: 'broken', line, reason: textOf(broken) };
  }
  const probe = addProbe(
    project,
    file,
    `import { ${name} as strategy } from ${JSON.stringify(file)};
type Shard = ${unionText(shards)};
export const fits: (key: Readonly<${keyTypeText(key)}>, shards: readonly Shard[]) => string = strategy;
type Given = ReturnType<typeof strategy>;
export const names = (given: Given): string extends Given ? string : Shard => given;
`,
  );
  const [first] = probe
    .getPreEmitDiagnostics()
    .filter((diagnostic) => diagnostic.getSourceFile() === probe);
  project.removeSourceFile(probe);
  if (first === undefined) return undefined;
  return NOT_EXPORTED.has(first.getCode())
    ? { kind: 'not exported', exports: [...module.getExportedDeclarations().keys()] }
    : { kind: 'other type', reason: textOf(first) };
}

/** A mistake of syntax, or an import of something that is not there. Types are the user's own affair. */
function breakOf(module: SourceFile): Diagnostic | undefined {
  return module
    .getPreEmitDiagnostics()
    .find(
      (diagnostic) =>
        diagnostic.getSourceFile() === module &&
        (diagnostic.getCode() < BEHIND_SYNTAX || lacksModule(diagnostic)),
    );
}

/** Our own package may be missing: who runs us by npx has it all the same. */
function lacksModule(diagnostic: Diagnostic): boolean {
  return NO_SUCH_MODULE.has(diagnostic.getCode()) && !textOf(diagnostic).includes("'shardgen'");
}

/** Beside the module, under a name that no file has. */
function addProbe(project: Project, file: string, text: string): SourceFile {
  const folder = dirname(file);
  for (let i = 1; ; i++) {
    const path = join(folder, `shardgen-strategy-probe-${i}.ts`);
    if (!project.getFileSystem().fileExistsSync(path)) {
      return project.createSourceFile(path, text, { overwrite: true });
    }
  }
}

function textOf(diagnostic: Diagnostic): string {
  const message = diagnostic.getMessageText();
  return typeof message === 'string' ? message : wholeChain(message);
}

/** The compiler's message with its reasons, which say more than the first line. */
function wholeChain(chain: DiagnosticMessageChain): string {
  const next = chain.getNext() ?? [];
  return [chain.getMessageText(), ...next.map(wholeChain)].join(' ');
}
