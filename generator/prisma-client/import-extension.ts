import type { TsConfigJsonResolved } from 'get-tsconfig';
import { clientOptionUnusable } from '../errors/client-errors.js';
import { type GeneratorBlock, textOption } from './config-block.js';

/** Repositories are `.ts` files, so the client has to be one too and these are all there is. */
export const IMPORT_EXTENSIONS = ['', 'ts', 'js'] as const;
export type ImportExtension = (typeof IMPORT_EXTENSIONS)[number];

function oneOf<const T extends string>(
  option: string,
  value: string | undefined,
  legal: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = legal.find((candidate) => candidate === value);
  if (found === undefined) throw clientOptionUnusable(option, value, legal);
  return found;
}

/**
 * What ends a relative import in the user's project, found as Prisma's own client generator finds
 * it, so that both generated trees agree: the block's options, else the tsconfig above the output.
 *
 * @throws SG2208 for an option outside the legal ones.
 */
export function importExtension(
  block: GeneratorBlock,
  tsconfig: TsConfigJsonResolved | undefined,
): ImportExtension {
  oneOf('generatedFileExtension', textOption(block, 'generatedFileExtension'), ['ts']);
  const option = oneOf(
    'importFileExtension',
    textOption(block, 'importFileExtension'),
    IMPORT_EXTENSIONS,
  );
  if (option !== undefined) return option;
  if (textOption(block, 'runtime')?.toLowerCase() === 'deno' || tsconfig === undefined) {
    return 'ts';
  }
  const options = tsconfig.compilerOptions;
  // get-tsconfig's types do not know the newer option
  if (
    options?.allowImportingTsExtensions ||
    Reflect.get(options ?? {}, 'rewriteRelativeImportExtensions')
  ) {
    return 'ts';
  }
  const bundled = options?.moduleResolution?.toLowerCase() === 'bundler';
  return bundled || options?.module?.toLowerCase() === 'commonjs' ? '' : 'js';
}
