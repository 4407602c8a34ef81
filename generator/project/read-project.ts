import { relative } from 'node:path';
import type { Diagnostic } from '../../schema/diagnostics/diagnostic.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { SchemaFile } from '../../schema/source/schema-file.js';
import { loadConfig } from '../config/load-config.js';
import type { ProjectConfig } from '../config/project-config.js';
import { controlNeeded } from '../errors/config-errors.js';
import { reasonOf, systemCodeOf } from '../errors/quote.js';
import { schemaUnreadable } from '../errors/schema-location-errors.js';
import { controlNeeds } from '../plan/control-needs.js';
import type { GeneratorBlock } from '../prisma-client/config-block.js';
import { findSchema } from '../source-discovery/find-schema.js';
import type { SchemaPlace } from '../source-discovery/schema-place.js';
import { readStrategies, type StrategyReading } from '../strategies/read-strategies.js';
import type { StrategyModule } from '../strategies/strategy-module.js';

/** Where to look; paths are relative to `cwd`. */
export interface ProjectOptions {
  readonly cwd: string;
  readonly schema?: string | undefined;
  readonly config?: string | undefined;
}

/** Config and schema, read and analysed. */
export interface Project {
  readonly cwd: string;
  readonly config: ProjectConfig;
  readonly place: SchemaPlace;
  readonly files: readonly SchemaFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** The functions of custom strategies; empty when there is an error. */
  readonly strategies: readonly StrategyModule[];
  /** Their files, also of those with mistakes. */
  readonly strategyFiles: readonly string[];
  /** Undefined when a diagnostic is an error. */
  readonly model: ShardingModel | undefined;
  /** Empty when the schema does not parse. */
  readonly blocks: readonly GeneratorBlock[];
}

async function loadFiles(cwd: string, place: SchemaPlace): Promise<readonly SchemaFile[]> {
  const { loadSchemaFiles } = await import('../../schema/source/load-schema-files.js');
  try {
    return await loadSchemaFiles(place.path, cwd);
  } catch (thrown) {
    if (systemCodeOf(thrown) === undefined) throw thrown;
    throw schemaUnreadable(relative(cwd, place.path) || reasonOf(thrown), thrown);
  }
}

const NONE: StrategyReading = { modules: [], files: [], diagnostics: [] };

/** Config and schema, read and not yet judged. */
export type ProjectFiles = Pick<Project, 'cwd' | 'config' | 'place' | 'files'>;

/** @throws SG20xx about the config, SG21xx when the schema is not found or not readable. */
export async function readProjectFiles(options: ProjectOptions): Promise<ProjectFiles> {
  const { cwd } = options;
  const config = await loadConfig(cwd, options.config);
  const place = await findSchema(cwd, options.schema, config);
  return { cwd, config, place, files: await loadFiles(cwd, place) };
}

/** A project without a config names its control database in `createShards()`, as it does its shards. */
function checkControl(config: ProjectConfig, model: ShardingModel | undefined): void {
  if (model === undefined || config.file === undefined || config.control !== undefined) return;
  const needs = controlNeeds(model);
  if (needs.length > 0) throw controlNeeded(config.shownAs, needs);
}

/** @throws SG20xx about the config, SG21xx when the schema is not found or not readable. */
export async function readProject(options: ProjectOptions): Promise<Project> {
  const { cwd, config, place, files } = await readProjectFiles(options);
  const { analyzeSchema } = await import('../../schema/analyze-schema.js');
  const shards = config.shards.map((shard) => shard.name);
  const context = shards.length === 0 ? {} : { shards };
  const analysis = analyzeSchema(files, context);
  const functions =
    analysis.model === undefined ? NONE : await readStrategies(cwd, analysis.model, shards);
  const { modules: strategies, files: strategyFiles } = functions;
  const model = functions.diagnostics.length === 0 ? analysis.model : undefined;
  checkControl(config, model);
  const diagnostics = [...analysis.diagnostics, ...functions.diagnostics];
  const { generatorBlocks } = await import('./generator-blocks.js');
  const blocks = model === undefined ? [] : generatorBlocks(cwd, files);
  return { cwd, config, place, files, diagnostics, strategies, strategyFiles, model, blocks };
}
