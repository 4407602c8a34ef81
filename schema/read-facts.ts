import { withoutAttributeAnnotations } from './annotation/attribute-annotations.js';
import { readAnnotations } from './annotation/read-annotations.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import type { Datamodel } from './prisma/datamodel.js';
import { readDatamodel } from './prisma/read-datamodel.js';
import { isTorn, sketchDatamodel } from './prisma/sketch-datamodel.js';
import { withoutOldSettings } from './prisma/without-old-settings.js';
import { scanSchema } from './source/scan-schema.js';
import type { SchemaFile } from './source/schema-file.js';
import { createSourceIndex } from './source/source-index.js';
import { createSourceText } from './source/source-text.js';
import { withoutByteOrderMark } from './source/without-byte-order-mark.js';
import { collectFacts } from './validation/collect-facts.js';
import { byteOrderMarks, datasource } from './validation/rules/files-and-datasource.js';
import type { SchemaFacts } from './validation/schema-facts.js';

/** What the files, Prisma and the annotations say, before any rule has judged it. */
export interface FactsReading {
  readonly facts: SchemaFacts;
  /** What is wrong with the files, the annotations' text, and in the eyes of Prisma. */
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when Prisma does not accept the schema. */
  readonly datamodel: Datamodel | undefined;
  /** Prisma read every model, also where it refuses the schema for settings of older versions. */
  readonly modelsAreRead: boolean;
  /** Parts of the schema could not be read: what is not there proves nothing. */
  readonly torn: boolean;
}

/** Reads a schema of one or several files. Nothing is thrown for what stands in them. */
export function readFacts(
  files: readonly SchemaFile[],
  shards: readonly string[] | undefined,
): FactsReading {
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
  const modern = withoutOldSettings(refused);
  const again = modern.length === 0 ? undefined : readDatamodel(modern);
  // Prisma stops at such settings: what it says of the models comes only without them.
  diagnostics.push(...(again?.diagnostics ?? []));
  const read = datamodel ?? again?.datamodel;
  const facts = collectFacts(
    read ?? sketchDatamodel(refused),
    createSourceIndex(outlines),
    reading,
    shards,
  );
  return {
    facts,
    diagnostics,
    datamodel,
    modelsAreRead: read !== undefined,
    torn: read === undefined && isTorn(refused),
  };
}
