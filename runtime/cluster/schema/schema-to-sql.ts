import {
  schemaEngineFailed,
  schemaNotPostgres,
  schemaRefused,
} from '../../errors/cluster-database-errors.js';
import { INDEX_TABLES, needsIndexTables } from '../../global-index/index-tables.js';
import { needsReferenceTables, REFERENCE_TABLES } from '../../reference/reference-tables.js';
import { offlineAdapter } from './offline-adapter.js';
import { collectPanics } from './panic-registry.js';
import { forgetSchemaEngine, loadSchemaEngine } from './schema-engine.js';
import type { SchemaFile } from './schema-file.js';
import { wasm } from './web-assembly.js';

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * The SQL that creates a Prisma schema's tables in an empty PostgreSQL database, computed by
 * Prisma's own schema engine without a database or a download; with the tables of global indexes and
 * of reference models where the schema has some. Throws SG6020, SG6021, SG6022.
 *
 * @example
 * const sql = await schemaToSql([{ path: 'schema.prisma', content }]);
 */
export async function schemaToSql(schemaFiles: readonly SchemaFile[]): Promise<string> {
  requirePostgres(schemaFiles);
  const engine = await loadSchemaEngine();
  const panics = collectPanics();
  const files = schemaFiles.map(({ path, content }) => ({ path, content }));
  try {
    const session = await engine.SchemaEngine.new(
      { datamodels: files.map(({ path, content }) => [path, content]) },
      () => undefined,
      offlineAdapter(),
    );
    const { stdout } = await session.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    session.free();
    const index = needsIndexTables(files) ? INDEX_TABLES : '';
    const reference = needsReferenceTables(files) ? REFERENCE_TABLES : '';
    return `${stdout ?? ''}${index}${reference}`;
  } catch (error) {
    throw interpret(error, panics.last());
  } finally {
    panics.stop();
  }
}

function interpret(error: unknown, panic: string | undefined): Error {
  if (panic !== undefined || error instanceof wasm.RuntimeError) {
    forgetSchemaEngine();
    return schemaEngineFailed(panic ?? String(error), error);
  }
  const message = error instanceof Error ? error.message : String(error);
  const isRefusal = error instanceof Error && 'code' in error && error.code === 'P1012';
  return isRefusal ? schemaRefused(message, error) : schemaEngineFailed(message, error);
}

/** The engine would quietly write SQL for another database. */
function requirePostgres(schemaFiles: readonly SchemaFile[]): void {
  const provider = schemaFiles.map(({ content }) => providerIn(content)).find(Boolean);
  if (provider !== 'postgresql' && provider !== 'postgres') throw schemaNotPostgres(provider);
}

function providerIn(content: string): string | undefined {
  const block = /^[ \t]*datasource\s+\w+\s*\{([^}]*)\}/m.exec(content)?.[1];
  return /^[ \t]*provider\s*=\s*"([^"]*)"/m.exec(block ?? '')?.[1];
}
