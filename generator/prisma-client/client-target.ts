import { resolve } from 'node:path';
import {
  clientWithoutOutput,
  legacyClientGenerator,
  noClientGenerator,
  severalClientGenerators,
} from '../errors/client-errors.js';
import { type GeneratorBlock, textOption } from './config-block.js';

/** The Prisma client on which the repositories are built. */
export interface ClientTarget {
  readonly block: GeneratorBlock;
  /** Absolute output folder. */
  readonly folder: string;
}

function outputOf(block: GeneratorBlock): string {
  if (block.output === undefined) throw clientWithoutOutput(block.name, block.unsetVariable);
  return resolve(block.folder, block.output);
}

/**
 * The one `prisma-client` block of the schema, or the one that `client = "..."` of the shardgen
 * block points to.
 *
 * @throws SG2201 to SG2204.
 */
export function clientTarget(blocks: readonly GeneratorBlock[], schemaShown: string): ClientTarget {
  const clients = blocks.filter((block) => block.provider === 'prisma-client');
  const shardgen = blocks.find((block) => isShardgen(block));
  const wanted = shardgen === undefined ? undefined : textOption(shardgen, 'client');
  if (shardgen !== undefined && wanted !== undefined) {
    const folder = resolve(shardgen.folder, wanted);
    const block = clients.find((client) => outputOf(client) === folder);
    if (block !== undefined) return { block, folder };
  }
  const [block, ...more] = clients;
  if (block === undefined) {
    const legacy = blocks.find((other) => other.provider === 'prisma-client-js');
    throw legacy === undefined
      ? noClientGenerator(schemaShown)
      : legacyClientGenerator(legacy.name);
  }
  if (more.length > 0) throw severalClientGenerators(clients.map((client) => client.name));
  return { block, folder: outputOf(block) };
}

/** `provider = "shardgen"`, also as a command with a path: `node ./x/shardgen`. */
export function isShardgen(block: GeneratorBlock): boolean {
  return /(^|[\s/\\])shardgen(\.cmd)?$/.test(block.provider) || block.name === 'shardgen';
}
