import type { OracleSchema } from '../model/oracle-model.js';
import type { Loose } from './plain.js';
import { spoken } from './prisma-word.js';
import type { Rows } from './random-rows.js';

/** Creates the rows, parents first, in the databases behind a client. */
export async function loadRows(
  client: Loose,
  Prisma: Loose,
  schema: OracleSchema,
  rows: Rows,
): Promise<void> {
  for (const { name, delegate, columns } of schema.models) {
    const nullable = new Set(
      columns.filter(({ type }) => type === 'Json').map((column) => column.name),
    );
    const data = (rows.get(name) ?? []).map((row) =>
      // Prisma takes no plain null for a Json column.
      Object.fromEntries(
        Object.entries(row).map(([field, value]) => [
          field,
          value === null && nullable.has(field) ? Prisma.DbNull : spoken(value, Prisma),
        ]),
      ),
    );
    if (data.length > 0) await client[delegate].createMany({ data });
  }
}
