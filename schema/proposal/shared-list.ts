import type { DatamodelModel } from '../prisma/datamodel.js';
import type { RelationEnd } from '../validation/relations/relation-ends.js';
import type { ForeignKeyGraph } from './foreign-key-graph.js';
import { isListName, isOwnerName } from './names.js';

const FEW_FIELDS = 6;
const ENOUGH = 2;
const CODES = /^(code|iso\w*|key|symbol|locale|name)$/i;
const PERSONAL = /^(e_?mail|phone|password|passwordHash|username|firstName|lastName)/i;

/**
 * Why a model looks like a list that many others refer to (countries, currencies, plans); undefined
 * when it does not. A list has to have a name or a natural key of one, and more for it than against.
 */
export function sharedList(
  model: DatamodelModel,
  graph: ForeignKeyGraph,
  models: number,
): string | undefined {
  const { name } = model;
  const into = graph.into(name);
  const pointers = new Set(into.map((end) => end.model.name)).size;
  const joined = graph.joinedWith(name).length;
  if (pointers + joined === 0) return undefined;
  const own = model.fields.filter(({ kind }) => kind !== 'relation');
  const code = naturalKey(model);
  const named = isListName(name);
  const few = own.length <= FEW_FIELDS;
  const timeless = own.every(({ type }) => type !== 'DateTime');
  const evidence =
    Number(code !== undefined) +
    Number(few) +
    Number(timeless) +
    3 * Number(named) -
    3 * Number(isOwnerName(name)) -
    3 * Number(own.some((field) => PERSONAL.test(field.name))) -
    2 * Number(into.some(isOwnership)) -
    2 * Number(into.some(isScope)) -
    2 * Number(pointers * 2 > models);
  if ((code === undefined && !named) || evidence < ENOUGH) return undefined;
  return [
    ...(named ? ['its name is that of a list'] : []),
    ...(code === undefined ? [] : [`its rows are known by ${code}`]),
    ...(few ? [`it has ${own.length} ${own.length === 1 ? 'field' : 'fields'}`] : []),
    ...(timeless ? ['none of them is a time'] : []),
  ].join(', ');
}

/** A field by which people know the row: a code or name that is unique, or a text id given by hand. */
function naturalKey(model: DatamodelModel): string | undefined {
  for (const { kind, fields } of model.uniques) {
    const field = model.fields.find(({ name }) => name === fields[0]);
    if (fields.length !== 1 || field === undefined) continue;
    if (CODES.test(field.name)) return field.name;
    const given = field.type === 'String' && field.nativeType !== 'Uuid' && !field.default;
    if (kind === 'id' && given && field.name !== 'id') return field.name;
  }
  return undefined;
}

/** Rows that end with the row they point to belong to it. */
function isOwnership(end: RelationEnd): boolean {
  return end.relation.onDelete === 'Cascade' && !isJoin(end.model);
}

/** `@@unique([team, slug])`: what is unique within a row belongs to it. */
function isScope({ model, relation }: RelationEnd): boolean {
  return (
    !isJoin(model) &&
    model.uniques.some(
      ({ fields }) =>
        fields.length > relation.fields.length &&
        relation.fields.every((name) => fields.includes(name)),
    )
  );
}

/** A join table belongs to both of its ends, which says nothing about either. */
function isJoin(model: DatamodelModel): boolean {
  const foreign = model.fields.flatMap(({ relation }) => relation?.fields ?? []);
  return model.uniques.some(
    ({ fields }) => fields.length > 1 && fields.every((name) => foreign.includes(name)),
  );
}
