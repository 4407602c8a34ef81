import type { Datamodel as DmmfDatamodel } from '@prisma/dmmf';
import schemaWasm from '@prisma/prisma-schema-wasm';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { error } from '../diagnostics/report.js';
import { deepFreeze } from '../model/deep-freeze.js';
import type { SourceText } from '../source/source-text.js';
import type { Datamodel } from './datamodel.js';
import { plainText } from './plain-text.js';
import { PRISMA_FIX, prismaMistakes } from './prisma-mistakes.js';
import { toDatamodel } from './to-datamodel.js';
import { wellFormed } from './well-formed.js';

/** What Prisma makes of the files: a datamodel, or at least one error. */
export interface DatamodelReading {
  readonly datamodel: Datamodel | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the schema through Prisma's own parser. Never throws for what stands in the files. */
export function readDatamodel(texts: readonly SourceText[]): DatamodelReading {
  const [first] = texts;
  if (first === undefined) return { datamodel: { models: [], enums: [] }, diagnostics: [] };
  const diagnostics = prismaMistakes(texts);
  if (diagnostics.length > 0) return { datamodel: undefined, diagnostics };
  const prismaSchema = texts.map((text) => [text.path, wellFormed(text.content)]);
  // Only the datamodel part of DMMF: the rest takes ten times as long for 200 models.
  let answer: string;
  try {
    answer = schemaWasm.get_datamodel(JSON.stringify({ prismaSchema }));
  } catch (cause) {
    const mistake = error('SG1001', {
      at: first.locate({ start: 0, end: 1 }),
      message: `Prisma: ${plainText(cause instanceof Error ? cause.message : String(cause))}`,
      fix: PRISMA_FIX,
    });
    return { datamodel: undefined, diagnostics: [mistake] };
  }
  // Its form is the `datamodel` of Prisma's generator protocol; a test compares the two.
  const dmmf = JSON.parse(answer) as DmmfDatamodel;
  return { datamodel: deepFreeze(toDatamodel(dmmf)), diagnostics: [] };
}
