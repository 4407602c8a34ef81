import { brokenManifest } from '../../errors/topology-errors.js';
import type { KeyValue } from '../../key/key-value.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { SqlSession } from './sql-session.js';
import { quoteName } from './sql-text.js';

/** A column, as the catalog of a shard has it. */
export interface MovedColumn {
  /** Quoted. */
  readonly name: string;
  /** With its schema, where it is not in the search path. */
  readonly type: string;
  /** The sequence that counts it, quoted. */
  readonly sequence: string | undefined;
}

/** A table of a group, on one shard. */
export interface MovedTable {
  /** With its schema, quoted. */
  readonly name: string;
  readonly keyColumns: readonly string[];
  /** Those that can be written, in the order of their names. */
  readonly columns: readonly MovedColumn[];
  /** Whether rows may refer to rows of this same table. */
  readonly refersToItself: boolean;
}

const COLUMNS = `SELECT t.n::text AS "table", a.attname::text AS name,
  format_type(a.atttypid, a.atttypmod) AS type, pg_get_serial_sequence(t.table_name, a.attname) AS sequence
FROM unnest($1::text[]) WITH ORDINALITY t (table_name, n)
JOIN pg_attribute a ON a.attrelid = to_regclass(t.table_name)
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY t.n, a.attname COLLATE "C"`;

const FOREIGN_KEYS = `WITH tables AS (
  SELECT n::text, to_regclass(table_name) AS id
  FROM unnest($1::text[]) WITH ORDINALITY t (table_name, n)
)
SELECT DISTINCT child.n AS child, parent.n AS parent
FROM pg_constraint c
JOIN tables child ON child.id = c.conrelid
JOIN tables parent ON parent.id = c.confrelid
WHERE c.contype = 'f'`;

const STRANGERS = `WITH tables AS (
  SELECT to_regclass(table_name) AS id FROM unnest($1::text[]) t (table_name)
)
SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
WHERE contype = 'f' AND conparentid = 0
  AND confrelid IN (SELECT id FROM tables) AND conrelid NOT IN (
    SELECT id FROM tables WHERE id IS NOT NULL)
ORDER BY name`;

/** The tables of one shard. */
export interface TablesOfShard {
  /** Parents before children, without those of a circle. */
  readonly tables: readonly MovedTable[];
  readonly circle: readonly string[];
  /** Other tables that refer to these. */
  readonly strangers: readonly string[];
}

/** What the catalog of a shard says of the tables of a group. One that is not there has no columns. */
export async function readTables(
  session: SqlSession,
  plans: readonly ModelPlan[],
): Promise<TablesOfShard> {
  const named = plans.map(({ name: model, table }) => {
    if (table === undefined) throw brokenManifest(`model ${model} has no table`);
    const name = `${quoteName(table.schema ?? session.schema)}.${quoteName(table.name)}`;
    return { name, keyColumns: table.key.map((column) => quoteName(column.name)) };
  });
  const names = named.map(({ name }) => name);
  const columns = await session.query(COLUMNS, [names]);
  const edges = await session.query(FOREIGN_KEYS, [names]);
  const strangers = await session.query(STRANGERS, [names]);
  const position = (value: unknown) => Number(value) - 1;
  const tables = named.map(({ name, keyColumns }, i) => ({
    name,
    keyColumns,
    columns: columns
      .filter((column) => position(column['table']) === i)
      .map(({ name, sequence, type }) => ({
        name: quoteName(String(name)),
        type: String(type),
        sequence: typeof sequence === 'string' ? sequence : undefined,
      })),
    refersToItself: edges.some(
      ({ child, parent }) => position(child) === i && position(parent) === i,
    ),
    parents: edges
      .filter(({ child, parent }) => position(child) === i && position(parent) !== i)
      .map(({ parent }) => names[position(parent)] ?? ''),
  }));
  return { ...parentsFirst(tables), strangers: strangers.map(({ name }) => String(name)) };
}

interface Draft extends MovedTable {
  readonly parents: readonly string[];
}

function parentsFirst(drafts: readonly Draft[]): Omit<TablesOfShard, 'strangers'> {
  const placed = new Set<string>();
  const tables: MovedTable[] = [];
  let rest = drafts;
  for (;;) {
    const free = rest.filter(({ parents }) => parents.every((parent) => placed.has(parent)));
    if (free.length === 0) return { tables, circle: rest.map(({ name }) => name) };
    for (const { parents: _, ...table } of free) {
      placed.add(table.name);
      tables.push(table);
    }
    rest = rest.filter(({ name }) => !placed.has(name));
    if (rest.length === 0) return { tables, circle: [] };
  }
}

/**
 * A condition for the rows of a key, whose fields are the values `$1` and so on. It can use an index, and is exact
 * also where the collation of a column takes several texts for one.
 */
export function keyCondition({ columns, keyColumns }: MovedTable): string {
  return keyColumns
    .map((name, i) => {
      const type = columns.find((column) => column.name === name)?.type ?? 'text';
      const value = `$${i + 1}::text`;
      return `${name} = CAST(${value} AS ${type}) AND ${name}::text = ${value} COLLATE "C"`;
    })
    .join(' AND ');
}

/** The fields of a key as the database writes them as text. */
export function keyInDatabase({ table }: ModelPlan, key: readonly KeyValue[]): readonly string[] {
  return key.map((value, i) => {
    const text = String(value);
    return table?.key[i]?.labels?.[text] ?? text;
  });
}
