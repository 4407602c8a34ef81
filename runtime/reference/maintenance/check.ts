import type { ModelPlan } from '../../router/model-plan.js';
import type { HeldCopies, References } from '../references.js';
import {
  type CopiedTable,
  type Copy,
  checkColumns,
  copiedTables,
  readCopy,
  rowDigest,
  writeValuesExactly,
} from './copied-table.js';
import { onShard } from './on-shard.js';

/** What one shard has of a table. */
export interface CopyState {
  readonly shard: string;
  readonly rows: number;
  /** Of all columns of all rows; equal copies have equal ones. */
  readonly checksum: string;
}

/** A table of a reference model on all shards. */
export interface TableCheck {
  readonly model: string;
  readonly table: string;
  readonly equal: boolean;
  /** In topology order. */
  readonly shards: readonly CopyState[];
}

export interface CheckReport {
  /** Whether all copies of all tables are equal. */
  readonly equal: boolean;
  readonly tables: readonly TableCheck[];
}

/** Compares the copies of all reference models, while nobody writes them. */
export function check(references: References, plans: readonly ModelPlan[]): Promise<CheckReport> {
  return references.alone(async (held) => {
    const all = copiedTables(plans);
    const read = await Promise.allSettled(
      [...held.shards.keys()].map((shard) => statesOf(held, shard, all)),
    );
    // Only now: what is left running would use the connection that has the lock.
    const tables = read.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const checks = all.map((table, i): TableCheck => {
      const copies = tables.map((states) => states[i]);
      const [first] = copies;
      for (const one of copies)
        if (first && one) checkColumns(first.copy, one.copy, one.state.shard);
      const shards = copies.flatMap((one) => (one === undefined ? [] : [one.state]));
      const equal = shards.every(({ checksum }) => checksum === shards[0]?.checksum);
      return Object.freeze({ model: table.model, table: table.name, equal, shards });
    });
    return Object.freeze({ equal: checks.every(({ equal }) => equal), tables: checks });
  });
}

interface ReadState {
  readonly copy: Copy;
  readonly state: CopyState;
}

function statesOf(
  held: HeldCopies,
  shard: number,
  tables: readonly CopiedTable[],
): Promise<readonly ReadState[]> {
  return onShard(held, shard, async (transaction, place) => {
    await writeValuesExactly(transaction);
    const states: ReadState[] = [];
    for (const table of tables) {
      const copy = await readCopy(transaction, table, place);
      const [row] = await transaction.sql({
        text: `SELECT count(*)::text AS rows,
          md5(coalesce(string_agg(digest, '' ORDER BY digest COLLATE "C"), '')) AS checksum
          FROM (SELECT ${rowDigest(copy.columns)} AS digest FROM ${copy.name} t) d`,
        values: [],
      });
      const state = {
        shard: place.shard,
        rows: Number(row?.['rows'] ?? 0),
        checksum: String(row?.['checksum'] ?? ''),
      };
      states.push({ copy, state: Object.freeze(state) });
    }
    return states;
  });
}
