import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { generatedCodeFails, generatedCodeMissing } from '../errors/index-command-errors.js';
import { ownModule } from '../own-module.js';
import { outputOf } from './output-of.js';
import type { Project } from './read-project.js';

/** What `createShards()` of a project gives, without its types. */
export type GeneratedShards = Readonly<Record<string, unknown>>;

/**
 * Loads the generated repositories of a project (TypeScript needs no build step) and opens its shards.
 *
 * @throws SG2432 when nothing is generated, SG2433 when the code cannot be loaded, SG40xx about urls.
 */
export async function openGeneratedShards(project: Project): Promise<GeneratedShards> {
  const { cwd, config } = project;
  const { folder } = outputOf(project);
  const entry = join(folder, 'index.ts');
  if (!existsSync(entry)) throw generatedCodeMissing(relative(cwd, folder));
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    fsCache: false, // leaves no files in the user's project
    interopDefault: false,
    alias: { shardgen: ownModule('runtime/index') },
  });
  let module: unknown;
  try {
    module = await jiti.import(entry);
  } catch (thrown) {
    throw generatedCodeFails(relative(cwd, entry), thrown);
  }
  const create: unknown = Reflect.get(Object(module), 'createShards');
  if (typeof create !== 'function') {
    throw generatedCodeFails(relative(cwd, entry), 'it has no createShards()');
  }
  const written = config.shards.flatMap(({ name, url }) =>
    url === undefined ? [] : [[name, { url }] as const],
  );
  // Sound: createShards() answers an object of repositories.
  return create({
    shards: Object.fromEntries(written),
    ...(config.control?.url === undefined ? {} : { control: { url: config.control.url } }),
  }) as GeneratedShards;
}
