import type { SourceIndex } from '../source/source-index.js';
import type { RelationEnd } from '../validation/relations/relation-ends.js';

/** How the relation of a foreign key is written with other fields; what else it says stays. */
export function widenedRelation(
  source: SourceIndex,
  { model, field }: RelationEnd,
  from: readonly string[],
  to: readonly string[],
): string {
  const fields = `fields: [${from.join(', ')}]`;
  const references = `references: [${to.join(', ')}]`;
  const written = source
    .member(model.name, field.name)
    ?.attributes.find(({ name }) => name === '@relation')?.arguments;
  const kept = written
    ?.replace(/\bfields\s*:\s*\[[^\]]*\]/, () => fields)
    .replace(/\breferences\s*:\s*\[[^\]]*\]/, () => references);
  return `@relation(${kept ?? `${fields}, ${references}`})`;
}
