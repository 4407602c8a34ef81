import { hasIdMark } from './ids/id-mark.js';
import { keyPairing } from './relations/key-pairing.js';
import { relationEnds } from './relations/relation-ends.js';
import type { SchemaFacts } from './schema-facts.js';

const GENERATORS = new Set(['uuid', 'cuid', 'ulid', 'nanoid']);

/**
 * A field whose values are on one shard only without the help of a constraint: a generator fills it, it
 * is filled with random values, or it refers to such a field through a foreign key that carries the shard key.
 */
export function holdsGlobally(
  facts: SchemaFacts,
  model: string,
  name: string,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const identity = `${model}.${name}`;
  const field = facts.field(model, name);
  if (field === undefined || seen.has(identity)) return false;
  if (hasIdMark(facts, model, name)) return true;
  const filled = field.default;
  if (filled?.kind === 'function') {
    if (GENERATORS.has(filled.name)) return true;
    if (filled.name === 'dbgenerated' && /uuid/i.test(String(filled.arguments[0]))) return true;
  }
  const owner = facts.model(model);
  if (owner === undefined) return false;
  return relationEnds(facts, owner).some((end) => {
    const referenced = end.relation.references[end.relation.fields.indexOf(name)];
    return (
      referenced !== undefined &&
      keyPairing(facts, end)?.carried === true &&
      holdsGlobally(facts, end.target.name, referenced, new Set([...seen, identity]))
    );
  });
}
