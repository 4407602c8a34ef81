import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { type AcrossType, refusedMember } from './across-type.js';
import { applied, eachOnALine, without } from './layout.js';
import { quoted, type TypeNames } from './names.js';
import { keysetType, orderType } from './order-across-view.js';
import type { RelationView } from './relation-view.js';
import { lacksExtremes, unordered } from './unordered.js';

/** What rows of several shards can be ordered, grouped and compared by: what can be merged right. */
export function acrossTypes(
  model: ShardedModel,
  relations: readonly RelationView[],
  names: TypeNames,
): readonly AcrossType[] {
  const ordered = [orderType(model, relations), keysetType(model, relations)];
  // Those of a reference model are there for the orders of rows that lead to it.
  if (model.shardKey.length === 0) return model.copies === undefined ? [] : ordered;
  const locks = extremesType(model, names);
  return [
    fieldsType(model, names),
    ...ordered,
    ...locks,
    aggregateType(model, names, locks.length > 0),
    groupByType(model, names, locks.length > 0),
  ];
}

function fieldsType({ name, scalars }: ShardedModel, names: TypeNames): AcrossType {
  const all = `Prisma.${names.aggregates}ScalarFieldEnum`;
  const refused = scalars.filter(({ kind }) => unordered(kind) !== undefined);
  const refusedNames = refused.map((field) => quoted(field.name));
  return {
    doc: `The columns by which \`${name}\` rows of several shards can be told apart and grouped.`,
    name: names.fieldAcross,
    alias: eachOnALine('Exclude', all, refusedNames, ''),
    base: '',
    members: [],
  };
}

function extremesType(model: ShardedModel, names: TypeNames): readonly AcrossType[] {
  const fields = model.scalars.filter(({ kind }) => lacksExtremes(kind));
  if (fields.length === 0) return [];
  const type = {
    doc: `The columns of which \`${model.name}\` rows of several shards have no least and no greatest value.`,
    name: names.withoutExtremes,
    alias: '',
    base: '',
    members: fields.map(({ kind, name }) =>
      refusedMember(model, name, `${unordered(kind)}: values of several shards cannot be compared`),
    ),
  };
  return [type];
}

/** Prisma's own type beside what is locked of it, so that it is still what Prisma's result type takes. */
function aggregateType(model: ShardedModel, names: TypeNames, locked: boolean): AcrossType {
  return {
    doc: `What is summed up of \`${model.name}\` rows of several shards.`,
    name: names.aggregateAcross,
    alias: [
      `Prisma.${names.aggregates}AggregateArgs`,
      `AllTogether<${quoted(model.name)}>`,
      ...(locked ? [`Pick<${names.groupByAcross}, '_min' | '_max'>`] : []),
    ].join(' & '),
    base: '',
    members: [],
  };
}

function groupByType(model: ShardedModel, names: TypeNames, locked: boolean): AcrossType {
  const args = `Prisma.${model.name}GroupByArgs`;
  const locks = names.withoutExtremes;
  const replaced = locked ? ['by', 'orderBy', '_min', '_max'] : ['by'];
  const order = [`NonNullable<${args}['orderBy']>`, `{ _min?: ${locks}; _max?: ${locks} }`];
  const input = (role: 'Min' | 'Max') =>
    `_${role.toLowerCase()}?: Prisma.${names.aggregates}${role}AggregateInputType & ${locks}`;
  return {
    doc: `How \`${model.name}\` rows of several shards are grouped.`,
    name: names.groupByAcross,
    alias: '',
    base: ` extends ${without(args, replaced.map(quoted), '')}`,
    members: [
      `by: ${names.fieldAcross} | ${names.fieldAcross}[]`,
      ...(locked
        ? [applied('orderBy?: ', 'EachWith', order, '  '), input('Min'), input('Max')]
        : []),
    ],
  };
}
