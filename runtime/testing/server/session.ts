/** One connection, or what serves as one, of any engine. */
export interface Session {
  query<R extends object>(
    sql: string,
    values?: unknown[],
  ): Promise<{ readonly rows: readonly R[] }>;
}
