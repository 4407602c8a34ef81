import type { ScalarField } from '../../schema/model/scalar-field.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { elsewhere, leadsElsewhere } from './copy-view.js';
import { applied, eachOnALine, without } from './layout.js';
import { keysetOrderName, orderAcrossName, property, quoted, type TypeNames } from './names.js';
import type { RelationView } from './relation-view.js';
import { lacksExtremes, unordered } from './unordered.js';

/** A type that calls over several shards take, as the templates print it. */
export interface AcrossType {
  readonly doc: string;
  readonly name: string;
  /** What stands for the whole type; empty for an interface. */
  readonly alias: string;
  /** `extends ...`, with a blank in front, or empty. */
  readonly base: string;
  readonly members: readonly string[];
}

/** What rows of several shards can be ordered, grouped and compared by: what can be merged right. */
export function acrossTypes(
  model: ShardedModel,
  relations: readonly RelationView[],
  names: TypeNames,
): readonly AcrossType[] {
  const ordered = [orderType(model, relations), keysetType(model, relations)];
  // Those of a reference model are there for the orders of rows that lead to it.
  if (model.shardKey.length === 0) return model.copies === undefined ? [] : ordered;
  const extremes = extremesType(model);
  return [
    fieldsType(model, names),
    ...ordered,
    ...(extremes === undefined ? [] : [extremes]),
    aggregateType(model, names, extremes),
    groupByType(model, names, extremes),
  ];
}

const extremesName = ({ name }: ShardedModel) => `${name}WithoutExtremes`;

function fieldsType({ name, scalars }: ShardedModel, names: TypeNames): AcrossType {
  const all = `Prisma.${names.aggregates}ScalarFieldEnum`;
  const refused = scalars.filter(({ kind }) => unordered(kind) !== undefined);
  return {
    doc: `The columns by which \`${name}\` rows of several shards can be told apart and grouped.`,
    name: names.fieldAcross,
    alias: eachOnALine(
      'Exclude',
      all,
      refused.map((field) => quoted(field.name)),
      '',
    ),
    base: '',
    members: [],
  };
}

function orderType(model: ShardedModel, relations: readonly RelationView[]): AcrossType {
  return {
    doc: `How \`${model.name}\` rows of several shards can be ordered.`,
    name: orderAcrossName(model),
    alias: '',
    base: '',
    members: [
      ...model.scalars.map((field) => scalarOrder(model, field)),
      ...relations.map((relation) => {
        const key = `${property(relation.name)}?: `;
        if (leadsElsewhere(model, relation)) return `${key}${elsewhere(model, relation)}`;
        return relation.list
          ? `${key}Prisma.${relation.target.name}OrderByRelationAggregateInput`
          : `${key}${orderAcrossName(relation.target)}`;
      }),
    ],
  };
}

function scalarOrder(model: ShardedModel, { kind, name, nullable }: ScalarField): string {
  const reason = unordered(kind);
  if (reason !== undefined) {
    return refused(model, name, `${reason}: rows of several shards cannot be ordered by it`);
  }
  const input = nullable ? 'Prisma.SortOrder | Prisma.SortOrderInput' : 'Prisma.SortOrder';
  return `${property(name)}?: ${input}`;
}

function keysetType(model: ShardedModel, relations: readonly RelationView[]): AcrossType {
  const behind = 'pages and streams cannot be ordered by';
  const bytes = model.scalars.filter(({ kind }) => kind === 'bytes');
  const followed = relations.filter((relation) => !leadsElsewhere(model, relation));
  const replaced = [...bytes, ...followed].map(({ name }) => quoted(name));
  const across = orderAcrossName(model);
  return {
    doc: `How pages and streams of \`${model.name}\` rows of several shards can be ordered.`,
    name: keysetOrderName(model),
    alias: replaced.length === 0 ? across : '',
    base: ` extends ${without(across, replaced, '')}`,
    members: [
      ...bytes.map(({ name }) => refused(model, name, `is Bytes: ${behind} it`)),
      ...followed.map(({ list, name, target }) =>
        list
          ? refused(model, name, `is a list: ${behind} its count`)
          : `${property(name)}?: ${keysetOrderName(target)}`,
      ),
    ],
  };
}

function extremesType(model: ShardedModel): AcrossType | undefined {
  const fields = model.scalars.filter(({ kind }) => lacksExtremes(kind));
  if (fields.length === 0) return undefined;
  return {
    doc: `The columns of which \`${model.name}\` rows of several shards have no least and no greatest value.`,
    name: extremesName(model),
    alias: '',
    base: '',
    members: fields.map(({ kind, name }) =>
      refused(model, name, `${unordered(kind)}: values of several shards cannot be compared`),
    ),
  };
}

function aggregateType(
  model: ShardedModel,
  names: TypeNames,
  extremes: AcrossType | undefined,
): AcrossType {
  const args = `Prisma.${names.aggregates}AggregateArgs`;
  const replaced = ['orderBy', 'cursor', 'take', 'skip'];
  return {
    doc: `What is summed up of \`${model.name}\` rows of several shards.`,
    name: names.aggregateAcross,
    alias: '',
    base: ` extends ${without(args, [...replaced, ...replacedBy(extremes)].map(quoted), '')}`,
    members: extremeMembers(names, extremes),
  };
}

function groupByType(
  model: ShardedModel,
  names: TypeNames,
  extremes: AcrossType | undefined,
): AcrossType {
  const args = `Prisma.${model.name}GroupByArgs`;
  const replaced = ['by', ...(extremes === undefined ? [] : ['orderBy'])];
  return {
    doc: `How \`${model.name}\` rows of several shards are grouped.`,
    name: names.groupByAcross,
    alias: '',
    base: ` extends ${without(args, [...replaced, ...replacedBy(extremes)].map(quoted), '')}`,
    members: [
      `by: ${names.fieldAcross} | ${names.fieldAcross}[]`,
      ...(extremes === undefined
        ? []
        : [
            applied(
              'orderBy?: ',
              'EachWith',
              [
                `NonNullable<${args}['orderBy']>`,
                `{ _min?: ${extremes.name}; _max?: ${extremes.name} }`,
              ],
              '  ',
            ),
          ]),
      ...extremeMembers(names, extremes),
    ],
  };
}

const replacedBy = (extremes: AcrossType | undefined) =>
  extremes === undefined ? [] : ['_min', '_max'];

/** Beside Prisma's type, so that the whole is still what Prisma's own result types take. */
function extremeMembers(names: TypeNames, extremes: AcrossType | undefined): readonly string[] {
  if (extremes === undefined) return [];
  return ['Min', 'Max'].map(
    (role) =>
      `_${role.toLowerCase()}?: Prisma.${names.aggregates}${role}AggregateInputType & ${extremes.name}`,
  );
}

const refused = (model: ShardedModel, field: string, reason: string) =>
  applied(`${property(field)}?: `, 'Refused', [quoted(`${model.name}.${field} ${reason}`)], '  ');
