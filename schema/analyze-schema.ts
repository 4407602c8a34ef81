import { withoutAttributeAnnotations } from './annotation/attribute-annotations.js';
import { readAnnotations } from './annotation/read-annotations.js';
import { buildShardingModel } from './build-sharding-model.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { sortDiagnostics } from './diagnostics/sort-diagnostics.js';
import type { ShardingModel } from './model/sharding-model.js';
import type { Datamodel } from './prisma/datamodel.js';
import { readDatamodel } from './prisma/read-datamodel.js';
import { isTorn, sketchDatamodel } from './prisma/sketch-datamodel.js';
import { scanSchema } from './source/scan-schema.js';
import type { SchemaFile } from './source/schema-file.js';
import { createSourceIndex } from './source/source-index.js';
import { createSourceText } from './source/source-text.js';
import { withoutByteOrderMark } from './source/without-byte-order-mark.js';
import { collectFacts } from './validation/collect-facts.js';
import { byteOrderMarks, datasource } from './validation/rules/files-and-datasource.js';
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
  const diagnostics: Diagnostic[] = [...byteOrderMarks(files)];
  const texts = files.map((file) =>
    createSourceText(file.path, withoutByteOrderMark(file.content)),
  );
  const outlines = texts.map(scanSchema);
  diagnostics.push(...datasource(outlines));
  const reading = readAnnotations(outlines, (diagnostic) => diagnostics.push(diagnostic));
  const readable = outlines.map((outline) =>
    createSourceText(outline.text.path, withoutAttributeAnnotations(outline)),
  );
  const { datamodel, diagnostics: prismaDiagnostics } = readDatamodel(readable);
  diagnostics.push(...prismaDiagnostics);
  const refused = datamodel === undefined ? readable.map(scanSchema) : [];
  const facts = collectFacts(
    datamodel ?? sketchDatamodel(refused),
    createSourceIndex(outlines),
    reading,
    context.shards,
  );
  const rules = isTorn(refused) ? RULES_FOR_PARTS : RULES;
  for (const rule of rules) diagnostics.push(...rule(facts));
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return Object.freeze({
    model: failed ? undefined : buildShardingModel(facts),
    diagnostics: sortDiagnostics(diagnostics),
    datamodel,
  });
}
