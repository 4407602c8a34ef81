import type { Strays } from '../../directory/strays.js';
import { whenSettled, withoutStrays } from '../../directory/without-strays.js';
import { internalError } from '../../errors/internal-error.js';
import { canonicalField } from '../../key/canonical-field.js';
import { generateKey } from '../../key/generate-key.js';
import type { KeyValue } from '../../key/key-value.js';
import { type Fields, isFields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { Claim } from '../claim.js';
import { claimsOfPresent } from '../claims-of-write.js';
import { type IndexRuntime, type IndexSession, openIndexSession } from '../index-session.js';

/** A value that two rows have. */
export interface DuplicateValue {
  /** `User.email`. */
  readonly index: string;
  /** In the order of the index's fields. */
  readonly values: readonly KeyValue[];
  /** The shard keys of the two rows, as text. */
  readonly keys: readonly [string, string];
}

export interface BackfillReport {
  /** How many rows of indexed models there are. */
  readonly rows: number;
  /** How many values were not in their index before. */
  readonly added: number;
  readonly duplicates: readonly DuplicateValue[];
}

/** Rows that are read, and values that are written, at a time. */
const PAGE = 500;

/** Brings the rows of all indexed models into their indexes. */
export async function backfill(runtime: IndexRuntime): Promise<BackfillReport> {
  const duplicates: DuplicateValue[] = [];
  let rows = 0;
  let added = 0;
  for (const plan of runtime.router.plans()) {
    if (plan.indexes.length === 0) continue;
    const call = { model: plan.name, method: 'findMany' } as const;
    const session = openIndexSession(runtime, call);
    // Again where keys were moved meanwhile: their rows may never have been on the shard that was read.
    const done = await whenSettled(runtime, plan, call, async (strays) => {
      const pass = { rows: 0, duplicates: [] as DuplicateValue[] };
      for (const shard of runtime.router.topology.shards.keys()) {
        for await (const page of pagesOf(runtime, plan, shard, strays)) {
          const claims = page.flatMap((row) => claimsOfPresent(plan, keyOf(plan, row), row));
          const entered = await add(session, claims);
          added += entered.added;
          pass.rows += page.length;
          pass.duplicates.push(...entered.duplicates);
        }
      }
      return pass;
    });
    rows += done.rows;
    duplicates.push(...done.duplicates);
  }
  return Object.freeze({ rows, added, duplicates: Object.freeze(duplicates) });
}

async function add(session: IndexSession, claims: readonly Claim[]) {
  const token = generateKey('uuid7');
  const others = claims.filter(({ index }) => !index.unique);
  const unique = claims.filter(({ index }) => index.unique);
  const missing = await session.entries.missing(others);
  if (missing.length > 0) await session.entries.enter(missing, token);
  const duplicates: DuplicateValue[] = [];
  const held = unique.length === 0 ? [] : await session.entries.reserve(unique, token);
  let added = missing.length + unique.length - held.length;
  for (const claim of held) {
    const holder = await session.entries.holder(claim);
    if (holder?.key === claim.key) continue;
    // Somebody's reservation may be one without a row; then the value is this row's.
    const [taken] = await session.tryReserve([{ ...claim, mayExist: false }], token);
    if (taken === undefined) added += 1;
    else {
      const { index, key, values } = claim;
      duplicates.push({ index: index.id, values, keys: [holder?.key ?? '', key] });
    }
  }
  return { added, duplicates };
}

/** All rows of a shard in the order of their ids, with the fields that indexes need. */
async function* pagesOf(
  { executor, router }: IndexRuntime,
  plan: ModelPlan,
  shard: number,
  strays: Strays,
): AsyncGenerator<readonly Fields[]> {
  const { indexes, keyFields, name: model, rowId } = plan;
  const fields = [...indexes.flatMap((index) => index.fields), ...keyFields];
  const names = new Set([...rowId, ...fields.map(({ name }) => name)]);
  const select = Object.fromEntries([...names].map((name) => [name, true]));
  const orderBy = rowId.map((name) => ({ [name]: 'asc' }));
  let last: Fields | undefined;
  for (;;) {
    const where = last === undefined ? {} : after(rowId, last);
    const page: Fields = { where, orderBy, select, take: PAGE };
    const args = withoutStrays(router.topology, plan, shard, strays, page);
    const found: unknown = await executor
      .prepare(shard, { model, method: 'findMany', args })
      .then(undefined, (error: unknown) => {
        throw executor.explain(shard, { model, method: 'findMany' }, error);
      });
    const rows: readonly Fields[] = Array.isArray(found) ? found.filter(isFields) : [];
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** Rows behind one, in the order of the fields: not a cursor, whose row may be deleted meanwhile. */
function after(fields: readonly string[], row: Fields) {
  return {
    OR: fields.map((field, i) => ({
      ...Object.fromEntries(fields.slice(0, i).map((name) => [name, row[name]])),
      [field]: { gt: row[field] },
    })),
  };
}

function keyOf(plan: ModelPlan, row: Fields): KeyValue[] {
  return plan.keyFields.map((field) => {
    const value = canonicalField(field, row[field.name]);
    if (value === undefined) {
      throw internalError(`a row of ${plan.name} has no legal shard key ${field.name}`);
    }
    return value;
  });
}
