import { error } from '../../diagnostics/report.js';
import { keyIdentity, writtenType } from '../key/key-types.js';
import type { ResolvedKey } from '../key/read-key.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';

/** SG1218 and SG1219: a follower's key has the shape of its parent's, position by position. */
export const colocatedKey: Rule = function* (facts) {
  for (const model of facts.models) {
    const placement = facts.placement(model.name);
    const key = facts.key(model.name);
    if (placement?.name !== 'colocated' || key === undefined) continue;
    const parent = modelToMatch(facts, placement.arguments.with.name);
    const parentKey = facts.key(parent);
    if (parentKey === undefined || parent === model.name) continue;
    const parentNames = parentKey.map(({ field }) => field.name).join(', ');
    if (key.length !== parentKey.length) {
      const location = facts.placement(parent)?.at;
      yield error('SG1218', {
        at: placement.at,
        message: `The key of ${model.name} has ${count(key.length)}, but ${parent} has ${count(parentKey.length)} (${parentNames}).`,
        fix: `Name ${count(parentKey.length)} of ${model.name}, in the order of ${parentNames}.`,
        ...(location && { related: { message: `The key of ${parent} is here.`, location } }),
      });
      continue;
    }
    const reordered = inOrderOf(parentKey, key);
    for (const [position, own] of key.entries()) {
      const other = parentKey[position];
      if (other === undefined || keyIdentity(other) === keyIdentity(own)) continue;
      yield error('SG1219', {
        at: own.ref.at,
        message: `${model.name}.${own.field.name} is ${writtenType(own.field)}, but ${parent}.${other.field.name} is ${writtenType(other.field)}; a follower's key has its parent's type.`,
        fix:
          reordered === undefined
            ? `Give both the same type, like \`${own.field.name} ${writtenType(other.field)}\`.`
            : `Keep the order of ${parent}'s key (${parentNames}): write \`on: [${reordered.join(', ')}]\`.`,
        label: writtenType(own.field),
        related: {
          message: `${parent}.${other.field.name} is declared here.`,
          location: facts.source.memberAt(parent, other.field.name),
        },
      });
      if (reordered !== undefined) break;
    }
  }
};

/** The parent, or the root of the group when the parent's own key differs from the root's. */
function modelToMatch(facts: SchemaFacts, parent: string): string {
  const root = facts.root(parent);
  if (root === undefined || facts.key(root) === undefined) return parent;
  const types = (name: string) => facts.key(name)?.map(keyIdentity).join();
  return types(parent) === types(root) ? parent : root;
}

function count(fields: number): string {
  return fields === 1 ? 'one field' : `${fields} fields`;
}

/** The key's own fields in an order that fits the parent's types, if there is one. */
function inOrderOf(parentKey: ResolvedKey, key: ResolvedKey): readonly string[] | undefined {
  const left = [...key];
  const names: string[] = [];
  for (const part of parentKey) {
    const index = left.findIndex((own) => keyIdentity(own) === keyIdentity(part));
    const [found] = index === -1 ? [] : left.splice(index, 1);
    if (found === undefined) return undefined;
    names.push(found.field.name);
  }
  return names;
}
