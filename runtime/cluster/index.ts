export { applySql } from './databases/apply-sql.js';
export { type CreateDatabasesOptions, createDatabases } from './databases/create-databases.js';
export { ensureTemplate, type TemplateOptions } from './databases/ensure-template.js';
export type {
  ClusterEvent,
  LocalCluster,
  LocalClusterOptions,
  QueryRow,
} from './local-cluster.js';
export type { SchemaFile } from './schema/schema-file.js';
export { schemaToSql } from './schema/schema-to-sql.js';
export { startLocalCluster } from './start-local-cluster.js';
