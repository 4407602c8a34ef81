import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { schemaEngineFailed } from '../../errors/cluster-database-errors.js';
import { type WasmInstance, wasm } from './web-assembly.js';

export type SchemaEngineModule = typeof glue;

let loading: Promise<SchemaEngineModule> | undefined;

/**
 * Prisma's schema engine as WebAssembly. The glue code has room for one instance per process, so
 * it is made once; `forgetSchemaEngine` drops one that panicked.
 */
export function loadSchemaEngine(): Promise<SchemaEngineModule> {
  loading ??= instantiate().catch((cause: unknown) => {
    loading = undefined;
    throw schemaEngineFailed('it could not be loaded', cause);
  });
  return loading;
}

export function forgetSchemaEngine(): void {
  loading = undefined;
}

async function instantiate(): Promise<SchemaEngineModule> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const module = new wasm.Module(bytes);
  const instance = new wasm.Instance(module, { './schema_engine_bg.js': { ...glue } });
  setUp(instance);
  return glue;
}

/** Two functions of the glue code that its declarations leave out. */
interface Hidden {
  readonly __wbg_set_wasm: (exports: WasmInstance['exports']) => void;
}

function setUp(instance: WasmInstance): void {
  // The function is in schema_engine_bg.js of the pinned version, only not in its .d.ts.
  (glue as unknown as Hidden).__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
}
