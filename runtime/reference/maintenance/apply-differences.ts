import { reasonOf } from '../../errors/execution-errors.js';
import type { ShardTransaction } from '../../executor/supervisor.js';
import { type Copy, quoted } from './copied-table.js';
import { givenIds, type RowId, type RowValues } from './differences.js';

/** A row that could not be made equal, and why. */
export interface Refusal {
  readonly id: RowId;
  readonly why: string;
}

/** How many rows were changed, and which not. */
export interface Applied {
  readonly done: number;
  readonly refused: readonly Refusal[];
}

type Work<Row> = (rows: readonly Row[]) => Promise<void>;

/** Rows that are sent at a time. */
const CHUNK = 500;

/** Does as much as the database lets it: of what is refused together, each half is tried by itself. */
async function inParts<Row>(
  transaction: ShardTransaction,
  rows: readonly Row[],
  idOf: (row: Row) => RowId,
  work: Work<Row>,
): Promise<Applied> {
  let done = 0;
  const refused: Refusal[] = [];
  const run = (text: string) => transaction.sql({ text, values: [] });
  async function attempt(part: readonly Row[]): Promise<void> {
    await run('SAVEPOINT sg_part');
    try {
      await work(part);
      await run('RELEASE SAVEPOINT sg_part');
      done += part.length;
    } catch (error) {
      // Fails too when the connection is lost, and then nothing else is tried.
      await run('ROLLBACK TO SAVEPOINT sg_part');
      const [only] = part;
      if (only !== undefined && part.length === 1) {
        refused.push({ id: idOf(only), why: reasonOf(error) });
        return;
      }
      const half = Math.ceil(part.length / 2);
      await attempt(part.slice(0, half));
      await attempt(part.slice(half));
    }
  }
  for (let from = 0; from < rows.length; from += CHUNK)
    await attempt(rows.slice(from, from + CHUNK));
  return { done, refused };
}

/** Each row of a list of texts as a row of the table's types. */
function givenRows(copy: Copy): string {
  const lists = copy.columns.map((_, i) => `$${i + 1}::text[]`).join(', ');
  return `unnest(${lists}) AS k(${copy.columns.map((_, i) => `c${i + 1}`).join(', ')})`;
}

const valuesOf = (copy: Copy, rows: readonly RowValues[]) =>
  copy.columns.map((_, i) => rows.map((row) => row[i] ?? null));

export function idOfRow(copy: Copy, row: RowValues): RowId {
  return copy.id.map(({ name }) =>
    String(row[copy.columns.findIndex((each) => each.name === name)]),
  );
}

export function insertRows(
  transaction: ShardTransaction,
  copy: Copy,
  rows: readonly RowValues[],
): Promise<Applied> {
  const names = copy.columns.map(({ name }) => quoted(name)).join(', ');
  const values = copy.columns.map(({ type }, i) => `k.c${i + 1}::${type}`).join(', ');
  const text = `INSERT INTO ${copy.name} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM ${givenRows(copy)}`;
  return inParts(
    transaction,
    rows,
    (row) => idOfRow(copy, row),
    async (part) => {
      await transaction.sql({ text, values: valuesOf(copy, part) });
    },
  );
}

export function updateRows(
  transaction: ShardTransaction,
  copy: Copy,
  rows: readonly RowValues[],
): Promise<Applied> {
  const isId = (name: string) => copy.id.some((each) => each.name === name);
  const set = copy.columns.flatMap(({ name, type }, i) =>
    isId(name) ? [] : [`${quoted(name)} = k.c${i + 1}::${type}`],
  );
  const where = copy.columns.flatMap(({ name, type }, i) =>
    isId(name) ? [`t.${quoted(name)} = k.c${i + 1}::${type}`] : [],
  );
  const text = `UPDATE ${copy.name} AS t SET ${set.join(', ')} FROM ${givenRows(copy)} WHERE ${where.join(' AND ')}`;
  return inParts(
    transaction,
    rows,
    (row) => idOfRow(copy, row),
    async (part) => {
      await transaction.sql({ text, values: valuesOf(copy, part) });
    },
  );
}

const REFERENCES = `SELECT conrelid::regclass::text AS child,
    ARRAY(SELECT quote_ident(attname) FROM unnest(conkey) WITH ORDINALITY AS u(n, i)
      JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY i) AS own,
    ARRAY(SELECT quote_ident(attname) FROM unnest(confkey) WITH ORDINALITY AS u(n, i)
      JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY i) AS other
  FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND confrelid = to_regclass($1)`;

/**
 * Deletes rows that nothing refers to. Others stay, whatever their foreign keys would do: to make copies
 * equal, no row of another model is deleted or changed.
 */
export async function deleteRows(
  transaction: ShardTransaction,
  copy: Copy,
  ids: readonly RowId[],
): Promise<Applied> {
  if (ids.length === 0) return { done: 0, refused: [] };
  const found = await transaction.sql({ text: REFERENCES, values: [copy.name] });
  const children = found.map((row) => ({
    child: String(row['child']),
    pairs: listOf(row['own']).map((own, i) => `c.${own} = t.${listOf(row['other'])[i]}`),
  }));
  const place = `${copy.name} t JOIN ${givenIds(copy)}`;
  return inParts(
    transaction,
    // One by one: each has reasons of its own to stay.
    ids.map((id) => [id]),
    ([id = []]) => id,
    async (part) => {
      for (const [id = []] of part) {
        const values = copy.id.map((_, i) => [id[i] ?? null]);
        // From here on nobody begins to refer to it.
        await transaction.sql({ text: `SELECT 1 AS held FROM ${place} FOR UPDATE OF t`, values });
        for (const { child, pairs } of children) {
          const text = `SELECT 1 AS found FROM ${place} WHERE EXISTS (SELECT FROM ${child} c WHERE ${pairs.join(' AND ')})`;
          const [referred] = await transaction.sql({ text, values });
          if (referred !== undefined) throw new Error(`rows of ${child} refer to it`);
        }
        await transaction.sql({
          text: `DELETE FROM ${copy.name} AS t USING ${givenIds(copy).replace(' ON ', ' WHERE ')}`,
          values,
        });
      }
    },
  );
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];
