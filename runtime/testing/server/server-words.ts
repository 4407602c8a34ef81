/** What PostgreSQL says about a refused statement; node-postgres and PGlite each have a class for it. */
export interface StatementError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the statement, counted from 1. */
  readonly position?: string;
}

export function isStatementError(error: unknown): error is StatementError {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return false;
  return typeof error.code === 'string' && typeof error.severity === 'string';
}

/** The SQLSTATE of a refused statement, or undefined for another error. */
export function sqlState(error: unknown): string | undefined {
  return isStatementError(error) ? error.code : undefined;
}

/** What the server, or the system, said. */
export function wordsOf(error: unknown): string {
  if (isStatementError(error)) {
    const more = [error.detail, error.hint].filter((text) => text !== undefined);
    return [`${error.message} (SQLSTATE ${error.code})`, ...more].join('\n');
  }
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(String).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

/** The same, with the line of the SQL that it is about. */
export function wordsWithLine(error: unknown, sql: string): string {
  const words = wordsOf(error);
  if (!isStatementError(error) || error.position === undefined) return words;
  const line = sql.slice(0, Number(error.position)).split('\n').length;
  return `${words}\nat line ${line}: ${sql.split('\n')[line - 1]?.trim()}`;
}
