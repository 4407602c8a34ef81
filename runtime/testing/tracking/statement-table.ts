import type { Statement } from './statement.js';

const MOST_LINES = 30;
const HEAD = ['#', 'shard', 'call', 'kind', 'rows', 'ms', 'statement'] as const;
const WIDEST_SQL = 60;

/** What did happen, as the failure message of an assertion prints it. */
export function statementTable(statements: readonly Statement[]): string {
  if (statements.length === 0) return '  (no statement at all)';
  const lines = statements.slice(0, MOST_LINES).map(cells);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const print = (line: readonly string[]) =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const more = statements.length - lines.length;
  return [print(HEAD), ...lines.map(print), ...(more > 0 ? [`  ... and ${more} more`] : [])].join(
    '\n',
  );
}

function cells(statement: Statement): readonly string[] {
  const { number, shard, model, method, kind, rows, durationMs, sql, error } = statement;
  const text = sql.replace(/\s+/g, ' ').trim();
  const short = text.length > WIDEST_SQL ? `${text.slice(0, WIDEST_SQL)}...` : text;
  return [
    String(number),
    shard,
    model === undefined ? '-' : `${model}.${method}`,
    kind,
    rows === undefined ? '-' : String(rows),
    durationMs === undefined ? 'no answer' : durationMs.toFixed(1),
    error === undefined ? short : `${short}  failed: ${error.split('\n').at(-1)?.trim()}`,
  ];
}
