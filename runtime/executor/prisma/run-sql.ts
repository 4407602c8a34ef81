import type { SqlRow, SqlStatement } from '../sql-statement.js';
import type { SqlDriverAdapter } from './driver-adapter.js';

/**
 * Runs a statement of shardgen's own over the connections of a PrismaClient, past the client itself:
 * that would take as long as the database does.
 */
export async function runSql(
  connection: Pick<SqlDriverAdapter, 'queryRaw'>,
  { text, values }: SqlStatement,
): Promise<readonly SqlRow[]> {
  const { columnNames, rows } = await connection.queryRaw({
    sql: text,
    args: [...values],
    argTypes: values.map((value) => ({
      scalarType: typeof value === 'number' ? 'int' : 'string',
      arity: Array.isArray(value) ? 'list' : 'scalar',
    })),
  });
  return rows.map((row) => Object.fromEntries(columnNames.map((name, i) => [name, row[i]])));
}
