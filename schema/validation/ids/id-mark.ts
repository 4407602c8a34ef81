import type { IdArguments } from '../../annotation/spec/id.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { SchemaFacts } from '../schema-facts.js';

/** `@shard.id` as the schema says it. */
export interface IdMark {
  readonly field: string;
  readonly at: SourceLocation;
  readonly arguments: IdArguments;
}

/** The marks of a model, in the order of the file. */
export function idMarks({ reading }: SchemaFacts, model: string): readonly IdMark[] {
  return (reading.fieldAnnotations.get(model) ?? []).flatMap(({ field, annotation }) =>
    annotation.name === 'id' ? [{ field, at: annotation.at, arguments: annotation.arguments }] : [],
  );
}

/** Whether a generator fills the field. */
export function hasIdMark(facts: SchemaFacts, model: string, field: string): boolean {
  return idMarks(facts, model).some((mark) => mark.field === field);
}
