import { dirname, resolve } from 'node:path';
import { readConfigBlocks } from '../../schema/prisma/read-config-blocks.js';
import type { SchemaFile } from '../../schema/source/schema-file.js';
import type { GeneratorBlock } from '../prisma-client/config-block.js';

/** The schema's `generator` blocks, with the folders to which their paths are relative. */
export function generatorBlocks(
  cwd: string,
  files: readonly SchemaFile[],
): readonly GeneratorBlock[] {
  return readConfigBlocks(files).generators.map((block) => {
    const { name, provider, config, file, outputVariable: variable } = block;
    const output = block.output ?? (variable && process.env[variable]);
    return {
      name,
      provider,
      ...(output ? { output } : variable === undefined ? {} : { unsetVariable: variable }),
      config,
      folder: dirname(resolve(cwd, file)),
    };
  });
}
