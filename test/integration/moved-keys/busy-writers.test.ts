import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { run, startLookup } from './support.js';

const PROGRAM = fileURLToPath(new URL('fixtures/write-without-rest.ts', import.meta.url));
/** Generated code imports `shardgen`: here the sources, as in all tests. */
const TSCONFIG = fileURLToPath(new URL('../testing/fixtures/tsconfig.json', import.meta.url));
const TENANTS = ['acme', 'beta'];
const WRITERS = [
  { first: 100_000, deaf: false },
  { first: 200_000, deaf: true },
  { first: 300_000, deaf: true },
];
/** Longer than any call takes on a slow machine. */
const LIFETIME_MS = 1000;
const ROUNDS = Number(process.env['RUNS'] ?? 3);

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startLookup('moved-keys-writers', {}, LIFETIME_MS);
});
afterAll(() => shards.stop());

function start(orders: Loose) {
  const args = ['--import', import.meta.resolve('tsx'), PROGRAM, JSON.stringify(orders)];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: TSCONFIG },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => String((await lines.next()).value),
    stop: () => child.stdin.write('stop\n'),
  };
}

test('processes that write and read all the time lose nothing, and read nothing wrong, while keys are moved', async () => {
  const { db, entry, names, urls, virtual } = shards;
  const client: Loose = db;
  for (const id of TENANTS) await client.tenant.create({ data: { id } });
  const common = {
    entry,
    urls,
    control: virtual.control?.url,
    lifetimeMs: LIFETIME_MS,
    tenants: TENANTS,
  };
  const writers = WRITERS.map((own) => start({ ...common, ...own }));
  for (const writer of writers) expect(await writer.next()).toBe('ready');
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      TENANTS.map(async (id) => {
        const { shard } = await client.tenant.route({ id });
        const others = names.filter((name) => name !== shard);
        const to = others[(round + id.length) % others.length];
        await client.$directory.move('Tenant', { id }, to);
      }),
    );
  }
  for (const writer of writers) writer.stop();
  const answers: Loose[] = [];
  for (const writer of writers) answers.push(JSON.parse(await writer.next()));
  for (const { wrong } of answers) expect(wrong).toEqual([]);
  // Else nothing was contested.
  expect(answers.some(({ refused }) => refused.SG3412 > 0)).toBe(true);
  for (const id of TENANTS) {
    const { shard } = await client.tenant.route({ id });
    const expected = answers.flatMap(({ written }) => written[id]).sort((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(0);
    for (const [i, url] of urls.entries()) {
      const rows = await run(url, 'SELECT id FROM "Project" WHERE "tenantId" = $1 ORDER BY id', [
        id,
      ]);
      expect(rows.map((row) => row.id)).toEqual(names[i] === shard ? expected : []);
    }
  }
}, 180_000);
