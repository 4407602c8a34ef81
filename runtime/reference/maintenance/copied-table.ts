import { noCopiedTable, otherColumns } from '../../errors/reference-errors.js';
import type { ShardTransaction } from '../../executor/supervisor.js';
import type { CopiedTableManifest } from '../../manifest/sharding-manifest.js';
import type { ModelPlan } from '../../router/model-plan.js';

/** A table of which every shard has a copy. */
export interface CopiedTable extends CopiedTableManifest {
  readonly model: string;
}

/** A column whose values are compared and copied, as text. */
export interface CopiedColumn {
  readonly name: string;
  /** With its modifiers, as a cast takes it. */
  readonly type: string;
}

/** A copy on one shard. */
export interface Copy {
  /** Quoted, with its schema. */
  readonly name: string;
  /** Sorted by name; those that the database computes are left out. */
  readonly columns: readonly CopiedColumn[];
  /** The columns that name a row. */
  readonly id: readonly CopiedColumn[];
}

export function copiedTables(plans: readonly ModelPlan[]): readonly CopiedTable[] {
  return plans.flatMap(({ name: model, copies = [] }) =>
    copies.map((table) => ({ ...table, model })),
  );
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const COLUMNS = `SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_attribute
  WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
  ORDER BY attname::text COLLATE "C"`;

/** @throws ShardgenError SG3710 when there is no such table. */
export async function readCopy(
  transaction: ShardTransaction,
  table: CopiedTable,
  place: { readonly shard: string; readonly schema: string },
): Promise<Copy> {
  const name = `${quoted(table.schema ?? place.schema)}.${quoted(table.name)}`;
  const rows = await transaction.sql({ text: COLUMNS, values: [name] });
  if (rows.length === 0) throw noCopiedTable(name, place.shard);
  const columns = rows.map((row) => ({ name: String(row['name']), type: String(row['type']) }));
  const id = columns.filter((column) => table.id.includes(column.name));
  if (id.length < table.id.length) {
    const missing = table.id.filter((each) => !id.some((column) => column.name === each));
    throw otherColumns(name, place.shard, { missing, extra: [] });
  }
  return { name, columns, id };
}

/** @throws ShardgenError SG3710 when two copies do not have the same columns. */
export function checkColumns(one: Copy, other: Copy, shard: string): void {
  const [ours, theirs] = [one, other].map(({ columns }) => columns.map(({ name }) => name));
  const missing = (ours ?? []).filter((name) => !theirs?.includes(name));
  const extra = (theirs ?? []).filter((name) => !ours?.includes(name));
  if (missing.length > 0 || extra.length > 0)
    throw otherColumns(other.name, shard, { missing, extra });
}

/** Values as text have one form, whatever the settings of database, role and connection are. */
const EXACT = {
  text: `SELECT set_config('TimeZone', 'UTC', true) AS a, set_config('DateStyle', 'ISO, YMD', true) AS b,
    set_config('IntervalStyle', 'postgres', true) AS c, set_config('extra_float_digits', '3', true) AS d,
    set_config('bytea_output', 'hex', true) AS e, set_config('lc_monetary', 'C', true) AS f`,
  values: [],
} as const;

export async function writeValuesExactly(transaction: ShardTransaction): Promise<void> {
  await transaction.sql(EXACT);
}

/** A row as a list of texts, in the order of `columns`; a missing value is null. */
export const rowText = (columns: readonly CopiedColumn[], alias = 't'): string =>
  `ARRAY[${columns.map(({ name }) => `${alias}.${quoted(name)}::text`).join(', ')}]`;

/** The same rows give the same digest, in whatever encoding the database keeps them. */
export const rowDigest = (columns: readonly CopiedColumn[]): string =>
  `md5(convert_to((${rowText(columns)})::text, 'UTF8'))`;
