import type { SchemaFile } from '../source/schema-file.js';
import type { SourceIndex } from '../source/source-index.js';
import { type Insertion, insertInto, lastLines, lineAbove } from './insertions.js';
import type { ModelProposal } from './proposal.js';

/** A file's path to what has to be put into it. */
export type InsertionPlan = ReadonlyMap<string, readonly Insertion[]>;

/** The annotations that can be written as the schema is. */
export function planNow(source: SourceIndex, models: readonly ModelProposal[]): InsertionPlan {
  return plan(source, models, (one) => one.state === 'write');
}

/** Those too that need a field first, together with that field. */
export function planLater(source: SourceIndex, models: readonly ModelProposal[]): InsertionPlan {
  return plan(source, models, ({ state }) => state === 'write' || state === 'add key');
}

function plan(
  source: SourceIndex,
  models: readonly ModelProposal[],
  isWritten: (model: ModelProposal) => boolean,
): InsertionPlan {
  const byName = new Map(models.map((one) => [one.model, one]));
  return new Map(
    source.outlines.map((outline) => {
      const insertions = outline.blocks.flatMap((block): readonly Insertion[] => {
        const one = block.kind === 'model' ? byName.get(block.name) : undefined;
        if (one?.annotation === undefined || !isWritten(one)) return [];
        if (source.block(block.name) !== block) return [];
        const above = lineAbove(outline, block, `/// ${one.annotation}`);
        const fields = one.add?.fields.map(({ name, type }) => `  ${name} ${type}`) ?? [];
        return fields.length === 0 ? [above] : [above, lastLines(outline, block, fields)];
      });
      return [outline.text.path, insertions] as const;
    }),
  );
}

export function applyPlan(
  files: readonly SchemaFile[],
  insertions: InsertionPlan,
): readonly SchemaFile[] {
  return files.map((file) => insertInto(file, insertions.get(file.path) ?? []));
}
