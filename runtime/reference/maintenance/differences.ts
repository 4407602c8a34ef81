import type { ShardTransaction } from '../../executor/supervisor.js';
import { type Copy, quoted, rowDigest, rowText } from './copied-table.js';

/** Names a row: the texts of its id columns. */
export type RowId = readonly string[];

/** How a copy differs from the one that it shall be equal to. */
export interface Differences {
  readonly missing: readonly RowId[];
  readonly other: readonly RowId[];
  readonly surplus: readonly RowId[];
}

export type Digests = ReadonlyMap<string, { readonly id: RowId; readonly digest: string }>;

export async function digestsOf(transaction: ShardTransaction, copy: Copy): Promise<Digests> {
  const rows = await transaction.sql({
    text: `SELECT ${rowText(copy.id)} AS id, ${rowDigest(copy.columns)} AS digest FROM ${copy.name} t`,
    values: [],
  });
  return new Map(
    rows.map((row) => {
      const id = texts(row['id']).map(String);
      return [JSON.stringify(id), { id, digest: String(row['digest']) }];
    }),
  );
}

export function differences(source: Digests, target: Digests): Differences {
  const missing: RowId[] = [];
  const other: RowId[] = [];
  for (const [key, { id, digest }] of source) {
    const found = target.get(key);
    if (found === undefined) missing.push(id);
    else if (found.digest !== digest) other.push(id);
  }
  const surplus = [...target].flatMap(([key, { id }]) => (source.has(key) ? [] : [id]));
  return { missing, other, surplus };
}

/** A row, in the order of the copy's columns. */
export type RowValues = readonly (string | null)[];

/** The rows of these ids; one that is gone is left out. */
export async function rowsOf(
  transaction: ShardTransaction,
  copy: Copy,
  ids: readonly RowId[],
): Promise<readonly RowValues[]> {
  const rows = await transaction.sql({
    text: `SELECT ${rowText(copy.columns)} AS row FROM ${copy.name} t JOIN ${givenIds(copy)}`,
    values: copy.id.map((_, i) => ids.map((id) => id[i] ?? null)),
  });
  return rows.map((row) => texts(row['row']));
}

/** `unnest(...) k ON t."id" = k.c1::integer`: the rows whose ids are the parameters, a list per column. */
export function givenIds(copy: Copy): string {
  const lists = copy.id.map((_, i) => `$${i + 1}::text[]`).join(', ');
  const names = copy.id.map((_, i) => `c${i + 1}`).join(', ');
  const pairs = copy.id.map(({ name, type }, i) => `t.${quoted(name)} = k.c${i + 1}::${type}`);
  return `unnest(${lists}) AS k(${names}) ON ${pairs.join(' AND ')}`;
}

function texts(value: unknown): readonly (string | null)[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((one) => (one === null ? null : String(one)));
}
