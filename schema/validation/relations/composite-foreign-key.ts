import type { SchemaFacts } from '../schema-facts.js';
import type { RelationEnd } from './relation-ends.js';

/** What to write so that a foreign key includes the shard keys of both ends. */
export function compositeForeignKey(facts: SchemaFacts, end: RelationEnd): string {
  const own = facts.key(end.model.name)?.map(({ field }) => field.name) ?? [];
  const other = facts.key(end.target.name)?.map(({ field }) => field.name) ?? [];
  const { fields, references } = end.relation;
  const kept = fields.map((_, i) => i).filter((i) => !own.includes(fields[i] ?? ''));
  const from = [...own, ...kept.map((i) => fields[i] ?? '')];
  const to = [...other, ...kept.map((i) => references[i] ?? '')];
  const relation = `Write \`@relation(fields: [${from.join(', ')}], references: [${to.join(', ')}])\``;
  const uniques: string[] = [];
  if (!isUnique(facts, end.target.name, to)) uniques.push(constraint(end.target.name, to));
  if (!end.inverse.list && !isUnique(facts, end.model.name, from)) {
    uniques.push(constraint(end.model.name, from));
  }
  return uniques.length === 0 ? `${relation}.` : `${relation}, and add ${uniques.join(' and ')}.`;
}

function constraint(model: string, fields: readonly string[]): string {
  return `\`@@unique([${fields.join(', ')}])\` to ${model}`;
}

function isUnique(facts: SchemaFacts, model: string, fields: readonly string[]): boolean {
  const wanted = fields.toSorted().join();
  return (
    facts.model(model)?.uniques.some((unique) => unique.fields.toSorted().join() === wanted) ===
    true
  );
}
