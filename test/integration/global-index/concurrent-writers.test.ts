import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { randomSeed } from '../../../runtime/testing/index.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { expectUnique } from './support/expect-unique.js';
import { drawFrom, writeSomething } from './support/random-writes.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-writers', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const WORKERS = 6;
const CALLS = 25;

async function writeAtOnce(db: Loose, seed: number): Promise<void> {
  const workers = Array.from({ length: WORKERS }, async (_, worker) => {
    const draw = drawFrom(seed + worker);
    for (let call = 0; call < CALLS; call++) {
      // Most are refused: somebody has the value, or the row is not there.
      await writeSomething(db, draw).then(undefined, () => undefined);
    }
  });
  await Promise.all(workers);
}

test('writers at the same time never put one value on two rows', async () => {
  await writeAtOnce(shards.db, randomSeed());
  await expectUnique(shards);
}, 240_000);

test('nor do they where answers get lost and statements fail', async () => {
  const seed = randomSeed();
  await shards.virtual.withRandomFaults(seed, () => writeAtOnce(shards.db, seed), {
    rate: 0.05,
    kinds: ['error', 'lose-request', 'lose-reply', 'delay'],
  });
  await expectUnique(shards);
}, 240_000);
