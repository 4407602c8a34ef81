import { createRequire } from 'node:module';
import type {
  GeneratorConfig,
  GeneratorManifest,
  GeneratorOptions,
} from '@prisma/generator-helper';
import { packageVersion } from '../package-version.js';
import { defaultOutput } from './default-output.js';
import { onGenerate } from './on-generate.js';

/**
 * Speaks Prisma's generator protocol on stdin and stderr, until Prisma ends the process.
 * `requiresGenerators` stays unset: with it, `prisma generate --generator shardgen` fails.
 */
export function servePrisma(): void {
  const require = createRequire(import.meta.url);
  const helper: typeof import('@prisma/generator-helper') = require('@prisma/generator-helper');
  helper.generatorHandler({
    onManifest: async (config: GeneratorConfig): Promise<GeneratorManifest> => ({
      prettyName: 'shardgen',
      version: packageVersion(),
      defaultOutput: await defaultOutput(config),
    }),
    onGenerate: (options: GeneratorOptions) => onGenerate(options),
  });
}
