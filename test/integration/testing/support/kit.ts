import { fileURLToPath } from 'node:url';
import {
  createTestingKit,
  type TestingKit,
  type VirtualShardsOptions,
} from '../../../../runtime/testing/index.js';
import {
  type GeneratedCode,
  generateCode,
  type LooseShards,
} from '../../../support/generated-shards.js';

export const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

export type Kit = TestingKit<LooseShards, string>;

/** The generated `createShards` of `schema.prisma`. */
export async function clientFor(name: string): Promise<GeneratedCode['createClient']> {
  return (await generateCode(`testing-${name}`, SCHEMA)).createClient;
}

/** A testing kit over what is generated for `schema.prisma`; `name` is that of the test file. */
export async function kitFor(
  name: string,
  options: VirtualShardsOptions & { readonly sql?: string } = {},
): Promise<Kit> {
  return createTestingKit({ createShards: await clientFor(name), schema: SCHEMA, ...options });
}

/** The first `count` whole numbers from 1 on that the shard owns as user ids. */
export function usersOf(db: LooseShards, shard: string, count = 1): readonly bigint[] {
  const found: bigint[] = [];
  for (let id = 1n; found.length < count; id += 1n) {
    if (db['user']?.route({ id }).shard === shard) found.push(id);
  }
  return found;
}

/** A model of a loose client, which has them all. */
export function model(db: LooseShards, name: string): LooseShards[string] {
  const found = db[name];
  if (found === undefined) throw new Error(`no model ${name}`);
  return found;
}
