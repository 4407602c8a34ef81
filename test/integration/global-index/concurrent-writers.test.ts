import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { randomSeed } from '../../../runtime/testing/index.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { readReservations } from './support/reservations.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-writers', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const WORKERS = 6;
const CALLS = 25;

/** The next number from 0 to `below`, the same for the same seed. */
type Draw = (below: number) => number;

function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One write of some user, by chance. */
function writeOf(db: Loose, draw: Draw): PromiseLike<unknown> {
  const id = BigInt(draw(10) + 1);
  const email = `e${draw(4)}`;
  const data = { id, email, nickname: draw(2) === 0 ? null : `n${draw(3)}`, name: 'x' };
  switch (draw(6)) {
    case 0:
    case 1:
      return db.user.create({ data });
    case 2:
      return db.user.update({ where: { id }, data: { email, nickname: data.nickname } });
    case 3:
      return db.user.upsert({ where: { id }, create: data, update: { email } });
    case 4:
      return db.user.delete({ where: { email } });
    default:
      return db.user.createMany({
        data: [data, { ...data, id: id + 1n, email: `e${draw(4)}` }],
        skipDuplicates: true,
      });
  }
}

async function writeAtOnce(db: Loose, seed: number): Promise<void> {
  const workers = Array.from({ length: WORKERS }, async (_, worker) => {
    const draw = drawFrom(seed + worker);
    for (let call = 0; call < CALLS; call++) {
      // Most are refused: somebody has the value, or the row is not there.
      await writeOf(db, draw).then(undefined, () => undefined);
    }
  });
  await Promise.all(workers);
}

/** No value is on two rows, and each row's values are reserved for it. */
async function expectUnique(): Promise<void> {
  const db: Loose = shards.db;
  const users: Loose[] = await db.user.onAllShards().findMany();
  const reserved = new Map(
    (await readReservations(shards.urls)).map(({ index, value, key }) => [
      `${index} ${value}`,
      key,
    ]),
  );
  const seen = new Map<string, string>();
  for (const { id, email, nickname } of users) {
    const values = [`User.email ${JSON.stringify([email])}`];
    if (nickname !== null) values.push(`User.nickname ${JSON.stringify([nickname])}`);
    for (const value of values) {
      const key = JSON.stringify([String(id)]);
      expect(seen.get(value), value).toBeUndefined();
      expect(reserved.get(value), value).toBe(key);
      seen.set(value, key);
    }
  }
  expect(users.length).toBeGreaterThan(0);
}

test('writers at the same time never put one value on two rows', async () => {
  await writeAtOnce(shards.db, randomSeed());
  await expectUnique();
}, 240_000);

test('nor do they where answers get lost and statements fail', async () => {
  const seed = randomSeed();
  await shards.virtual.withRandomFaults(seed, () => writeAtOnce(shards.db, seed), {
    rate: 0.05,
    kinds: ['error', 'lose-request', 'lose-reply', 'delay'],
  });
  await expectUnique();
}, 240_000);
