import { relative } from 'node:path';
import type { AnyChooseShard } from '../../runtime/typing/choose-shard.js';
import { strategyThrows } from '../errors/command-errors.js';
import type { StrategyModule } from './strategy-module.js';

/**
 * Runs the module of a strategy (TypeScript needs no build step) and gives its function.
 *
 * @throws SG2410 when the module throws.
 */
export async function importStrategy(
  cwd: string,
  { file, export: name }: StrategyModule,
): Promise<AnyChooseShard | undefined> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    moduleCache: false,
    fsCache: false, // leaves no files in the user's project
    interopDefault: false,
  });
  let module: unknown;
  try {
    module = await jiti.import(file);
  } catch (thrown) {
    throw strategyThrows(relative(cwd, file), thrown);
  }
  const found: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  // Sound: what is no function is refused where the topology is built.
  return found as AnyChooseShard | undefined;
}
