import schemaWasm from '@prisma/prisma-schema-wasm';
import { deepFreeze } from '../model/deep-freeze.js';
import type { SchemaFile } from '../source/schema-file.js';
import { withoutByteOrderMark } from '../source/without-byte-order-mark.js';
import { wellFormed } from './well-formed.js';

/** A `generator` block. */
export interface GeneratorBlock {
  readonly name: string;
  readonly provider: string;
  /** As written: relative to the file that holds the block. */
  readonly output: string | undefined;
  /** `NAME` of `output = env("NAME")`, which takes the place of `output`. */
  readonly outputVariable: string | undefined;
  /** All other settings. */
  readonly config: Readonly<Record<string, string | readonly string[]>>;
  readonly previewFeatures: readonly string[];
  /** Path of the file that holds the block. */
  readonly file: string;
}

/** The `datasource` block. */
export interface DatasourceBlock {
  readonly name: string;
  /** Prisma's canonical name: `postgresql` also for `postgres`. */
  readonly provider: string;
  readonly schemas: readonly string[];
  readonly file: string;
}

/** The blocks of a schema that are no models. */
export interface ConfigBlocks {
  readonly generators: readonly GeneratorBlock[];
  readonly datasource: DatasourceBlock | undefined;
}

interface RawConfig {
  readonly config: {
    readonly generators: readonly {
      readonly name: string;
      readonly provider: { readonly value: string | null };
      readonly output: {
        readonly value: string | null;
        readonly fromEnvVar: string | null;
      } | null;
      readonly config: Readonly<Record<string, string | readonly string[]>>;
      readonly previewFeatures: readonly string[];
      readonly sourceFilePath: string;
    }[];
    readonly datasources: readonly {
      readonly name: string;
      readonly activeProvider: string;
      readonly schemas: readonly (string | { readonly value: string })[];
      readonly sourceFilePath: string;
    }[];
  };
}

/**
 * Reads the generators and the datasource. A block that Prisma cannot read is left out, since
 * `analyzeSchema` reports it.
 */
export function readConfigBlocks(files: readonly SchemaFile[]): ConfigBlocks {
  if (files.length === 0) return deepFreeze({ generators: [], datasource: undefined });
  const request = {
    prismaSchema: files.map((file) => [file.path, wellFormed(withoutByteOrderMark(file.content))]),
    datasourceOverrides: {},
    ignoreEnvVarErrors: true,
    env: {},
  };
  // The form of the answer is what Prisma's own commands read.
  const { config } = JSON.parse(schemaWasm.get_config(JSON.stringify(request))) as RawConfig;
  const datasource = config.datasources[0];
  return deepFreeze({
    generators: config.generators.map((block) => ({
      name: block.name,
      provider: block.provider.value ?? '',
      output: block.output?.value ?? undefined,
      outputVariable: block.output?.fromEnvVar ?? undefined,
      config: block.config,
      previewFeatures: block.previewFeatures,
      file: block.sourceFilePath,
    })),
    datasource: datasource && {
      name: datasource.name,
      provider: datasource.activeProvider,
      schemas: datasource.schemas.map((name) => (typeof name === 'string' ? name : name.value)),
      file: datasource.sourceFilePath,
    },
  });
}
