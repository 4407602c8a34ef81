import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { isRefusal, outcomeOf } from '../generated/support/outcome.js';
import { type Call, callsOf, oneOfEach, owners } from './support/calls.js';

const RUNS = Number(process.env['RUNS'] ?? 25);

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('ids-oracle', schema);
});
afterAll(() => shards.stop());

const run = (client: Loose, [model, method, args]: Call) =>
  outcomeOf(() => client[model][method](args));

test('calls by an id alone are answered as by one database', async () => {
  const all = owners(shards.db);
  const calls = callsOf(all);
  const answered = { rows: 0, nothing: 0, P2025: 0, P2002: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 10, maxLength: 40 }), async (asked) => {
      await shards.reset();
      for (const one of asked) {
        const ours = await run(shards.db, one);
        // A nested row of another shard key: one database would put it there.
        if (isRefusal(ours)) {
          expect(['SG3007', 'SG3008', 'SG3801']).toContain(!ours.ok && ours.code);
          answered.refused += 1;
          continue;
        }
        const theirs = await run(shards.oracle, one);
        if (theirs.ok) expect(ours).toEqual(theirs);
        else expect({ ...ours, error: undefined }).toEqual({ ...theirs, error: undefined });
        if (theirs.ok) answered[theirs.value === null ? 'nothing' : 'rows'] += 1;
        else if (theirs.code === 'P2025' || theirs.code === 'P2002') answered[theirs.code] += 1;
      }
      for (const model of ['user', 'order', 'item']) {
        const ours: Loose[] = await shards.db[model]?.onAllShards().findMany();
        const theirs: Loose[] = await shards.oracle[model]?.findMany();
        const sorted = (rows: Loose[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(sorted(ours)).toEqual(sorted(theirs));
      }
    }),
    { numRuns: RUNS, endOnFailure: true, examples: [[oneOfEach(all)]] },
  );
  for (const [kind, count] of Object.entries(answered))
    expect([kind, count > 0]).toEqual([kind, true]);
}, 240_000);
