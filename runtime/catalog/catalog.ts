import { internalError } from '../errors/internal-error.js';
import type { Executor } from '../executor/executor.js';
import type { SqlRow, SqlStatement } from '../executor/sql-statement.js';
import type { TablePlan } from '../router/scalar-plan.js';
import { type ColumnFacts, columnQuery, readColumnFacts } from './column-facts.js';

/** Runs a statement that reads on one shard. */
export type AskShard = (shard: number, statement: SqlStatement) => Promise<readonly SqlRow[]>;

/** A column, as the databases name it. */
export interface Column {
  readonly table: TablePlan;
  readonly name: string;
}

/** What the catalogs of the shards say, asked once for each column and shard. */
export interface Catalog {
  /** What one shard says about a column. What fails is asked again the next time. */
  column(shard: number, column: Column, ask: AskShard): Promise<ColumnFacts>;
  /** The column has changed since: asks again the next time. */
  forget(column: Column): void;
}

export function createCatalog(executor: Pick<Executor, 'schemaOf'>): Catalog {
  const known = new Map<string, Map<number, Promise<ColumnFacts>>>();
  const query = async (shard: number, { name, table }: Column, ask: AskShard) => {
    const schema = table.schema ?? (await executor.schemaOf(shard));
    const [row] = await ask(shard, columnQuery(schema, table.name, name));
    if (row === undefined) throw internalError(`a shard has no column ${table.name}.${name}`);
    return readColumnFacts(row);
  };
  const factsOf = (shard: number, column: Column, ask: AskShard): Promise<ColumnFacts> => {
    const key = keyOf(column);
    const shards = known.get(key) ?? new Map<number, Promise<ColumnFacts>>();
    known.set(key, shards);
    const earlier = shards.get(shard);
    // Another call has asked, and may have been ended since: that is no error of this one.
    if (earlier !== undefined) return earlier.catch(() => factsOf(shard, column, ask));
    const facts = query(shard, column, ask);
    shards.set(shard, facts);
    facts.catch(() => {
      if (shards.get(shard) === facts) shards.delete(shard);
    });
    return facts;
  };
  return Object.freeze({
    column: factsOf,
    forget(column: Column) {
      known.delete(keyOf(column));
    },
  });
}

const keyOf = ({ name, table }: Column): string => JSON.stringify([table.schema, table.name, name]);
