import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { createTestingKit, TestingKit } from '../../runtime/testing/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SHOP = join(ROOT, 'examples/shop');

interface Delegate {
  findUnique(args: object): Promise<unknown>;
  createMany(args: object): Promise<unknown>;
  create(args: object): Promise<unknown>;
  onAllShards(): { count(): Promise<number> };
  onShards(names: readonly string[]): { count(): Promise<number> };
  route(key: object): { readonly shard: string };
}

/** The shop's client, as far as the benchmarks use it. */
export interface ShopClient {
  readonly user: Delegate;
  readonly product: Delegate;
  $disconnect(): Promise<void>;
}

export type CreateShop = (options: object) => ShopClient;

/** Makes sure that the shop's Prisma client is there; its repositories are committed. */
export async function generateShop(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(ROOT, 'dist/generator/cli.js'), 'generate'], {
    cwd: SHOP,
  });
}

/** The generated function of the shop, whose 15 models are the size of a small application. */
export async function loadShop(): Promise<CreateShop> {
  const module = pathToFileURL(join(SHOP, 'src/generated/shards/index.ts')).href;
  return (await import(module)).createShards;
}

export async function shopKit(): Promise<TestingKit<ShopClient, string>> {
  // What users get: compiled, and named by a variable since there is nothing to check before a build.
  const built = 'shardgen/testing';
  const kit: { readonly createTestingKit: typeof createTestingKit } = await import(built);
  return kit.createTestingKit({ createShards: await loadShop(), schema: join(SHOP, 'prisma') });
}
