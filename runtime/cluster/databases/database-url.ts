/** Connection url of a database of the local cluster. */
export function databaseUrl(port: number, database: string): string {
  // node-postgres decodes with decodeURI, which leaves the escapes of / ; : @ & = + $ , as they are.
  return `postgresql://postgres@127.0.0.1:${port}/${encodeURI(database).replace(/[?#]/g, encodeURIComponent)}`;
}

/** Whether the url of the database leads drivers to exactly this name. */
export function urlCanName(database: string): boolean {
  try {
    return decodeURI(new URL(databaseUrl(1, database)).pathname.slice(1)) === database;
  } catch (error) {
    if (error instanceof URIError) return false; // half of a surrogate pair
    throw error;
  }
}
