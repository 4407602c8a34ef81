import { parse } from 'node:path';
import { getTsconfig, type TsConfigResult } from 'get-tsconfig';
import type { Project } from 'ts-morph';
import { tsconfigUnreadable } from '../errors/command-errors.js';
import { reasonOf } from '../errors/quote.js';

/** Compiles modules of a user's project under the project's own settings; writes nothing. */
export interface Compiler {
  /**
   * The program of the `tsconfig.json` above a file: one for all files below it.
   *
   * @throws SG2412 when that cannot be read.
   */
  programFor(file: string): Promise<Project>;
}

export function createCompiler(): Compiler {
  const programs = new Map<string, Project>();
  return {
    async programFor(file) {
      const tsconfig = tsconfigAbove(file);
      const known = programs.get(tsconfig?.path ?? '');
      if (known !== undefined) return known;
      const made = await openProgram(file, tsconfig);
      programs.set(tsconfig?.path ?? '', made);
      return made;
    },
  };
}

function tsconfigAbove(file: string): TsConfigResult | null {
  try {
    return getTsconfig(file);
  } catch (thrown) {
    throw tsconfigUnreadable(file, reasonOf(thrown), thrown);
  }
}

async function openProgram(file: string, tsconfig: TsConfigResult | null): Promise<Project> {
  // Loaded here: a schema without custom strategies needs no compiler.
  const { Project, ts } = await import('ts-morph');
  try {
    return new Project({
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
  } catch (thrown) {
    throw tsconfigUnreadable(tsconfig?.path ?? file, reasonOf(thrown), thrown);
  }
}
