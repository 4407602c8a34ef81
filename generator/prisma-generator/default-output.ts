import { dirname, join, relative } from 'node:path';
import type { GeneratorConfig } from '@prisma/generator-helper';
import { loadRelatedSchemaFiles } from '@prisma/schema-files-loader';
import { clientTarget } from '../prisma-client/client-target.js';
import { generatorBlocks } from '../project/generator-blocks.js';

const FALLBACK = './generated/shards';

/**
 * What Prisma prints as our output when the block names none: `shards` beside the client, as
 * `shardgen generate` decides it too. A schema without a client is refused later, with a reason.
 */
export async function defaultOutput(config: GeneratorConfig): Promise<string> {
  const { output, sourceFilePath } = config;
  if (output !== null || sourceFilePath === undefined) return FALLBACK;
  const loaded = await loadRelatedSchemaFiles(sourceFilePath);
  const files = loaded.map(([path, content]) => ({ path, content }));
  const blocks = generatorBlocks('/', files);
  if (!blocks.some((block) => block.provider === 'prisma-client')) return FALLBACK;
  const { folder } = clientTarget(blocks, sourceFilePath);
  return relative(dirname(sourceFilePath), join(dirname(folder), 'shards'));
}
