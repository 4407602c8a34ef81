import { databaseNotMade, extraSqlRefused } from '../../errors/testing-server-errors.js';
import { schemaDdl } from './schema-text.js';
import { wordsWithLine } from './server-words.js';
import type { Session } from './session.js';
import type { ShardSchema } from './shard-places.js';

/**
 * Makes the schema's tables, then runs the SQL that follows it, in the empty database that
 * `session` leads to. Throws SG6020 to SG6022, SG7025, SG7026.
 */
export async function applySchema(
  session: Session,
  server: string,
  schema: ShardSchema,
): Promise<void> {
  const ddl = await schemaDdl(schema);
  // One message each: PostgreSQL splits it itself, so that function bodies are safe.
  await session.query(ddl).catch((error: unknown) => {
    throw databaseNotMade(server, wordsWithLine(error, ddl), error);
  });
  if (schema.sql.trim() === '') return;
  await session.query(schema.sql).catch((error: unknown) => {
    throw extraSqlRefused(wordsWithLine(error, schema.sql), error);
  });
}
