import pg from 'pg';

export interface Reservation {
  readonly index: string;
  readonly value: string;
  readonly key: string;
}

/** What the shards have reserved. */
export async function readReservations(urls: readonly string[]): Promise<Reservation[]> {
  const found: Reservation[] = [];
  for (const url of urls) {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query<Reservation>(
      'SELECT index, value, key FROM shardgen.reservation ORDER BY index, value',
    );
    found.push(...rows);
    await client.end();
  }
  return found;
}
