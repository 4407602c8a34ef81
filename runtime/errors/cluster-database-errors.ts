import { clusterError, quoted } from './cluster-errors.js';
import type { ShardgenError } from './shardgen-error.js';

export function schemaRefused(output: string, cause?: unknown): ShardgenError {
  return clusterError(
    'SG6020',
    `the schema engine refuses the schema:${quoted(output)}`,
    'correct the schema where the message points',
    cause,
  );
}

export function schemaNotPostgres(provider: string | undefined): ShardgenError {
  return clusterError(
    'SG6021',
    provider === undefined
      ? 'the schema has no datasource block with a provider'
      : `the datasource provider is "${provider}", and the local cluster is PostgreSQL`,
    'write: datasource db { provider = "postgresql" } (one property per line)',
  );
}

export function schemaEngineFailed(reason: string, cause?: unknown): ShardgenError {
  return clusterError(
    'SG6022',
    `Prisma's schema engine failed: ${reason}`,
    'install the same version of shardgen again; if it stays, report it with the schema',
    cause,
  );
}

export function sqlRefused(database: string, output: string, cause: unknown): ShardgenError {
  return clusterError(
    'SG6023',
    `the database "${database}" refused the SQL, and nothing of it was applied:${quoted(output)}`,
    'correct the statement that the message names',
    cause,
  );
}

export function databaseNameIllegal(name: string, reason: string): ShardgenError {
  return clusterError(
    'SG6024',
    `${JSON.stringify(name)} is not a database name: ${reason}`,
    'use a name of 1 to 63 bytes, best of letters, digits and _, that is not postgres, template0 or template1',
  );
}

export function databaseExists(name: string): ShardgenError {
  return clusterError(
    'SG6025',
    `the database "${name}" already exists`,
    'drop it first, choose another name, or say what to do with existing ones: { existing: "keep" } or { existing: "replace" }',
  );
}

export function databaseMissing(name: string, existing: readonly string[]): ShardgenError {
  return clusterError(
    'SG6026',
    `the database "${name}" does not exist; there are: ${existing.join(', ') || 'none'}`,
    'create it first, or correct the name',
  );
}
