import { type Fields, isFields, ownValue } from '../fields.js';
import type { ModelPlan, RelationPlan } from '../model-plan.js';
import { boxOfField, knownValues } from './box-of-field.js';
import { bothBoxes, eitherBoxes, type FieldBox, type IdBox, type KeyBoxes } from './key-box.js';

/**
 * What a filter says of the shard keys of the rows that it matches. Reads only what it understands, and a
 * row that is matched is never outside: whatever else stands in the filter makes it match fewer rows.
 */
export function boxesOfFilter(plan: ModelPlan, where: unknown): KeyBoxes {
  if (!isFields(where)) return undefined;
  let boxes = boxesOfFields(plan, where);
  for (const each of listed(ownValue(where, 'AND'))) {
    boxes = bothBoxes(boxes, boxesOfFilter(plan, each));
  }
  const either = listed(ownValue(where, 'OR')).map((each) => boxesOfFilter(plan, each));
  // In some places Prisma drops an empty `OR`, so that it does not say that there are no rows.
  if (either.length > 0) boxes = bothBoxes(boxes, eitherBoxes(either));
  for (const relation of plan.relations) {
    boxes = bothBoxes(boxes, boxesOfRelation(relation, where));
  }
  return boxes;
}

function boxesOfFields(plan: ModelPlan, where: Fields): KeyBoxes {
  const key = plan.keyFields.map((field): FieldBox => {
    const box = boxOfField(field, ownValue(where, field.name));
    return withSelectors(plan, where, field.name, box);
  });
  const ids = plan.ids.flatMap((field): IdBox[] => {
    const among = field.bucket ? boxOfField(field, ownValue(where, field.name)).among : undefined;
    return among === undefined ? [] : [{ field, among }];
  });
  const isKnown = key.some(({ among, ends }) => among !== undefined || ends.length > 0);
  return isKnown || ids.length > 0 ? [{ key, ids }] : undefined;
}

/** A compound unique selector gives a plain value. */
function withSelectors(plan: ModelPlan, where: Fields, name: string, box: FieldBox): FieldBox {
  const field = plan.keyFields.find((each) => each.name === name);
  if (box.among !== undefined || field === undefined) return box;
  for (const compound of plan.compounds) {
    const selector = compound.fields.has(name) ? ownValue(where, compound.name) : undefined;
    const values = isFields(selector) ? knownValues(field, [ownValue(selector, name)]) : undefined;
    if (values !== undefined) return { ...box, among: values };
  }
  return box;
}

/** The operators of a relation's filter that need a related row which matches. */
const QUANTIFIERS = ['is', 'some'] as const;
const OPERATORS = ['is', 'isNot', 'some', 'every', 'none'];

/** A related row has the same shard key where the foreign key holds it. */
function boxesOfRelation({ carriesShardKey, name, target }: RelationPlan, where: Fields): KeyBoxes {
  const given = carriesShardKey ? ownValue(where, name) : undefined;
  // A relation of such a name would read like an operator.
  if (!isFields(given) || target.relations.some((each) => OPERATORS.includes(each.name))) {
    return undefined;
  }
  let boxes = boxesOfFilter(target, given);
  for (const operator of QUANTIFIERS) {
    boxes = bothBoxes(boxes, boxesOfFilter(target, ownValue(given, operator)));
  }
  return boxes;
}

const listed = (given: unknown): readonly unknown[] =>
  Array.isArray(given) ? given : given === undefined ? [] : [given];
