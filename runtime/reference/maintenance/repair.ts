import type { ShardTransaction } from '../../executor/supervisor.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { HeldCopies, References } from '../references.js';
import {
  type Applied,
  deleteRows,
  insertRows,
  type Refusal,
  updateRows,
} from './apply-differences.js';
import {
  type CopiedTable,
  type Copy,
  checkColumns,
  copiedTables,
  readCopy,
  writeValuesExactly,
} from './copied-table.js';
import { type Differences, differences, digestsOf, type RowId, rowsOf } from './differences.js';
import { onShard, type ShardPlace } from './on-shard.js';

/** What was changed in the table of one shard. */
export interface TableRepair {
  readonly shard: string;
  readonly model: string;
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** A row that still differs. */
export interface UnrepairedRow {
  readonly shard: string;
  readonly model: string;
  readonly table: string;
  /** The values that name it, as texts. */
  readonly id: readonly string[];
  readonly why: string;
}

export interface RepairReport {
  /** The shard whose copies the others were made equal to. */
  readonly from: string;
  /** Tables in which something was changed. */
  readonly repaired: readonly TableRepair[];
  readonly left: readonly UnrepairedRow[];
}

/** Makes all copies equal to those of one shard, while nobody writes them. */
export function repair(
  references: References,
  plans: readonly ModelPlan[],
  from: number | undefined,
): Promise<RepairReport> {
  return references.alone((held) => {
    const source = from ?? held.leader;
    return onShard(held, source, async (transaction, place) => {
      await writeValuesExactly(transaction);
      const tables: SourceTable[] = [];
      for (const table of copiedTables(plans)) {
        const copy = await readCopy(transaction, table, place);
        tables.push({ table, copy, digests: await digestsOf(transaction, copy) });
      }
      const repaired: TableRepair[] = [];
      const left: UnrepairedRow[] = [];
      for (const shard of held.shards.keys()) {
        if (shard === source) continue;
        const done = await repairShard(held, shard, transaction, tables);
        repaired.push(...done.repaired);
        left.push(...done.left);
      }
      return Object.freeze({ from: place.shard, repaired, left });
    });
  });
}

interface SourceTable {
  readonly table: CopiedTable;
  readonly copy: Copy;
  readonly digests: Awaited<ReturnType<typeof digestsOf>>;
}

/** As many times as one change may have to wait for another. */
const MOST_PASSES = 20;

function repairShard(
  held: HeldCopies,
  shard: number,
  source: ShardTransaction,
  tables: readonly SourceTable[],
): Promise<Pick<RepairReport, 'repaired' | 'left'>> {
  return onShard(held, shard, async (transaction, place) => {
    await writeValuesExactly(transaction);
    const copies: Copy[] = [];
    for (const { table, copy } of tables) {
      const own = await readCopy(transaction, table, place);
      checkColumns(copy, own, place.shard);
      copies.push(own);
    }
    const totals = tables.map(() => ({ inserted: 0, updated: 0, deleted: 0 }));
    let refused: UnrepairedRow[] = [];
    // A row may wait for another one: that it refers to, or that has its unique value.
    for (let pass = 1; pass <= MOST_PASSES; pass++) {
      refused = [];
      let done = 0;
      for (const [i, one] of tables.entries()) {
        const own = copies[i] ?? one.copy;
        const found = differences(one.digests, await digestsOf(transaction, own));
        const changed = await apply({ source, transaction }, one.copy, own, found);
        const total = totals[i];
        if (total !== undefined) {
          total.inserted += changed.inserted.done;
          total.updated += changed.updated.done;
          total.deleted += changed.deleted.done;
        }
        for (const { done: some, refused: rows } of Object.values<Applied>(changed)) {
          done += some;
          refused.push(...rows.map((row) => unrepaired(place, one.table, row)));
        }
      }
      if (done === 0) break;
    }
    const repaired = tables.flatMap(({ table }, i): TableRepair[] => {
      const total = totals[i];
      if (total === undefined || total.inserted + total.updated + total.deleted === 0) return [];
      return [{ shard: place.shard, model: table.model, table: table.name, ...total }];
    });
    return { repaired, left: refused };
  });
}

function unrepaired(
  { shard }: ShardPlace,
  { model, name: table }: CopiedTable,
  { id, why }: Refusal,
): UnrepairedRow {
  return Object.freeze({ shard, model, table, id, why });
}

/** Deletes last: a row that another one still refers to may lose it by then. */
async function apply(
  {
    source,
    transaction,
  }: { readonly source: ShardTransaction; readonly transaction: ShardTransaction },
  from: Copy,
  to: Copy,
  { missing, other, surplus }: Differences,
) {
  const rows = async (ids: readonly RowId[]) => (ids.length === 0 ? [] : rowsOf(source, from, ids));
  return {
    inserted: await insertRows(transaction, to, await rows(missing)),
    updated: await updateRows(transaction, to, await rows(other)),
    deleted: await deleteRows(transaction, to, surplus),
  };
}
