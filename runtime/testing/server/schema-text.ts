import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { schemaToSql } from '../../cluster/index.js';
import type { ShardSchema } from './shard-places.js';

/** Grows when databases are made of a schema in another way. */
const RECIPE = 2;

let engineVersion: Promise<string> | undefined;
const ddl = new Map<string, Promise<string>>();

/**
 * Stands for what a schema makes of an empty database. It is known without asking the schema
 * engine, which takes longer than all the rest where the tables exist already.
 */
export async function schemaKey(schema: ShardSchema): Promise<string> {
  engineVersion ??= readEngineVersion();
  const parts = [RECIPE, await engineVersion, schema.files.map((file) => file.content), schema.sql];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

/** The SQL of the schema's tables, computed once per process. Throws SG6020 to SG6022. */
export async function schemaDdl(schema: ShardSchema): Promise<string> {
  const key = await schemaKey(schema);
  const known = ddl.get(key);
  if (known !== undefined) return known;
  const computing = schemaToSql(schema.files);
  ddl.set(key, computing);
  computing.catch(() => ddl.delete(key));
  return computing;
}

async function readEngineVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const text = await readFile(path.join(path.dirname(entry), 'package.json'), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed
    ? String(parsed.version)
    : text;
}
