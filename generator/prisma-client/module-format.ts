import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TsConfigJsonResolved } from 'get-tsconfig';
import { type GeneratorBlock, textOption } from './config-block.js';

function nearestPackageIsModule(folder: string): boolean {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
      return (
        typeof parsed === 'object' &&
        parsed !== null &&
        'type' in parsed &&
        parsed.type === 'module'
      );
    } catch {
      return false; // Prisma, whose answer this has to be, takes a broken package.json as CommonJS
    }
  }
  const parent = dirname(folder);
  return parent !== folder && nearestPackageIsModule(parent);
}

/** `esm` or `cjs`, found as Prisma's own client generator finds it. */
export function moduleFormat(
  block: GeneratorBlock,
  tsconfig: TsConfigJsonResolved | undefined,
  output: string,
): string {
  const option = textOption(block, 'moduleFormat');
  if (option !== undefined) return option;
  const module = tsconfig?.compilerOptions?.module?.toLowerCase();
  if (module !== undefined) {
    if (module === 'commonjs') return 'cjs';
    const byPackage = module === 'node16' || module === 'nodenext';
    return byPackage && !nearestPackageIsModule(output) ? 'cjs' : 'esm';
  }
  return 'esm';
}
