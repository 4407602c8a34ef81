import { isFields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { namedKey } from '../../router/named-key.js';
import type { Claim } from '../claim.js';
import { claimsOfPresent } from '../claims-of-write.js';
import type { StoredEntry } from '../entries.js';
import { type IndexRuntime, openIndexSession } from '../index-session.js';
import { keyOfText } from '../index-value.js';

export interface SweepReport {
  /** How many values were looked at. */
  readonly checked: number;
  /** How many of them no row had any more. */
  readonly released: number;
}

const PAGE = 500;

/** Releases the values of global indexes that no row has. */
export async function sweep(runtime: IndexRuntime): Promise<SweepReport> {
  const plans = new Map<string, ModelPlan>();
  for (const plan of runtime.router.plans()) {
    for (const index of plan.indexes) plans.set(index.id, plan);
  }
  let checked = 0;
  let released = 0;
  for (const shard of runtime.router.topology.shards.keys()) {
    for (const table of ['reservation', 'entry'] as const) {
      let last: StoredEntry | undefined;
      let kept: StoredEntry | undefined;
      for (;;) {
        const page = await entriesOf(runtime).page(shard, table, last, PAGE);
        for (const entry of page) {
          const plan = plans.get(entry.index);
          // Of an index that the schema does not have any more: not for this program to judge.
          if (plan === undefined) continue;
          checked += 1;
          if (await release(runtime, plan, table, entry, kept)) released += 1;
          else kept = entry;
        }
        last = page.at(-1);
        if (page.length < PAGE) break;
      }
    }
    await entriesOf(runtime).forgetRefusals(shard);
  }
  return Object.freeze({ checked, released });
}

function entriesOf(runtime: IndexRuntime) {
  return openIndexSession(runtime, { model: '$globalIndexes', method: 'findMany' }).entries;
}

/** Takes one entry out if no row has its value, or if one that was kept says the same. */
async function release(
  runtime: IndexRuntime,
  plan: ModelPlan,
  table: 'reservation' | 'entry',
  entry: StoredEntry,
  kept: StoredEntry | undefined,
): Promise<boolean> {
  const key = keyOfText(plan.keyTypes, entry.key);
  if (key === undefined) return false;
  const session = openIndexSession(runtime, { model: plan.name, method: 'findMany' });
  const isTwice =
    table === 'entry' &&
    kept?.index === entry.index &&
    kept.value === entry.value &&
    kept.key === entry.key;
  const has = async () => {
    const found = await rowsOf(runtime, plan, key, session.shardOf);
    return found.some((claim) => claim.index.id === entry.index && claim.value === entry.value);
  };
  if (!isTwice && (await has())) return false;
  // Its writer may only be slow: from here on it is certain whether its row will come.
  await session.entries.refuse(await session.shardOf(plan, key), entry.token);
  if (!isTwice && (await has())) return false;
  await session.entries.remove(table, entry);
  return true;
}

/** What the rows of a shard key have in global indexes now. */
async function rowsOf(
  { executor }: IndexRuntime,
  plan: ModelPlan,
  key: Parameters<typeof claimsOfPresent>[1],
  shardOf: ReturnType<typeof openIndexSession>['shardOf'],
): Promise<readonly Claim[]> {
  const fields = plan.indexes.flatMap((index) => index.fields.map(({ name }) => name));
  const args = {
    where: namedKey(plan, key),
    select: Object.fromEntries(fields.map((name) => [name, true])),
  };
  const shard = await shardOf(plan, key);
  const found: unknown = await executor
    .prepare(shard, { model: plan.name, method: 'findMany', args })
    .then(undefined, (error: unknown) => {
      throw executor.explain(shard, { model: plan.name, method: 'findMany' }, error);
    });
  const rows: readonly unknown[] = Array.isArray(found) ? found : [];
  return rows.filter(isFields).flatMap((row) => claimsOfPresent(plan, key, row));
}
