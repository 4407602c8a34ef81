import { buildShardingModel } from './build-sharding-model.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { sortDiagnostics } from './diagnostics/sort-diagnostics.js';
import type { ShardingModel } from './model/sharding-model.js';
import type { Datamodel } from './prisma/datamodel.js';
import { readFacts } from './read-facts.js';
import type { SchemaFile } from './source/schema-file.js';
import { RULES, RULES_FOR_PARTS } from './validation/rules.js';

/** What an annotated schema comes to. */
export interface SchemaAnalysis {
  /** Undefined when there is an error among the diagnostics. */
  readonly model: ShardingModel | undefined;
  /** All mistakes and doubts, sorted by file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when Prisma does not accept the schema. */
  readonly datamodel: Datamodel | undefined;
}

/** What is known beside the files. */
export interface AnalysisContext {
  /** The names of the shards, where a config says them. */
  readonly shards?: readonly string[] | undefined;
}

/**
 * Reads, understands and checks a schema of one or several files. All mistakes are found in one
 * run; nothing is thrown for what stands in the files.
 *
 * @example
 * const { model, diagnostics } = analyzeSchema([{ path: 'schema.prisma', content }]);
 */
export function analyzeSchema(
  files: readonly SchemaFile[],
  context: AnalysisContext = {},
): SchemaAnalysis {
  const { facts, datamodel, torn, ...read } = readFacts(files, context.shards);
  const diagnostics = [...read.diagnostics];
  for (const rule of torn ? RULES_FOR_PARTS : RULES) diagnostics.push(...rule(facts));
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return Object.freeze({
    model: failed ? undefined : buildShardingModel(facts),
    diagnostics: sortDiagnostics(diagnostics),
    datamodel,
  });
}
