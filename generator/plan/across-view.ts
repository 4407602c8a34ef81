import type { ScalarField } from '../../schema/model/scalar-field.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { type AcrossType, refusedMember } from './across-type.js';
import { applied, eachOnALine } from './layout.js';
import { quoted, type TypeNames } from './names.js';
import { keysetType, orderType } from './order-across-view.js';
import type { RelationView } from './relation-view.js';
import { type LockedTotal, unordered, unsorted, untotalled } from './unordered.js';

/** What rows of several shards can be ordered, grouped and compared by: what can be merged right. */
export function acrossTypes(
  model: ShardedModel,
  relations: readonly RelationView[],
  names: TypeNames,
): readonly AcrossType[] {
  const ordered = [orderType(model, relations), keysetType(model, relations)];
  // Those of a reference model are there for the orders of rows that lead to it.
  if (model.shardKey.length === 0) return model.copies === undefined ? [] : ordered;
  const totals = locksType(model, {
    doc: `The totals of \`${model.name}\` rows that cannot be made of those of several shards.`,
    name: names.lockedTotals,
    whyNot: untotalled,
  });
  const sorts = locksType(model, {
    doc: `The totals by which groups of \`${model.name}\` rows of several shards cannot be ordered.`,
    name: names.lockedGroupOrder,
    whyNot: unsorted,
  });
  // One type where both say the same.
  const sortLocks = model.scalars.some(isOnlyUnsorted) ? sorts : totals;
  return [
    fieldsType(model, names),
    ...ordered,
    ...new Set([...totals, ...sortLocks]),
    aggregateType(model, names, namesOf(totals)),
    groupByType(model, names, namesOf(totals), namesOf(sortLocks)),
  ];
}

const namesOf = (types: readonly AcrossType[]) => types.map(({ name }) => name);

const isOnlyUnsorted = (field: ScalarField) =>
  unsorted('_max', field) !== untotalled('_max', field);

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

interface Locks {
  readonly doc: string;
  readonly name: string;
  readonly whyNot: (total: LockedTotal, field: ScalarField) => string | undefined;
}

/** A member for each kind of total that some columns do not have; none where all have all. */
function locksType(model: ShardedModel, { doc, name, whyNot }: Locks): readonly AcrossType[] {
  const members = (['_avg', '_min', '_max'] as const).flatMap((total) => {
    const refused = model.scalars.flatMap((field) => {
      const reason = whyNot(total, field);
      return reason === undefined ? [] : [refusedMember(model, field.name, reason, '    ')];
    });
    return refused.length === 0
      ? []
      : [`${total}?: {\n${refused.map((member) => `    ${member};\n`).join('')}  }`];
  });
  return members.length === 0 ? [] : [{ doc, name, alias: '', base: '', members }];
}

/** Prisma's own type beside what is locked of it, so that it is still what Prisma's result type takes. */
function aggregateType(
  model: ShardedModel,
  names: TypeNames,
  locks: readonly string[],
): AcrossType {
  const args = `Prisma.${names.aggregates}AggregateArgs`;
  return {
    doc: `What is summed up of \`${model.name}\` rows of several shards.`,
    name: names.aggregateAcross,
    alias: [args, `AllTogether<${quoted(model.name)}>`, ...locks].join(' & '),
    base: '',
    members: [],
  };
}

function groupByType(
  model: ShardedModel,
  names: TypeNames,
  locks: readonly string[],
  sortLocks: readonly string[],
): AcrossType {
  const args = `Prisma.${model.name}GroupByArgs`;
  const order = applied('', 'EachWith', [`NonNullable<${args}['orderBy']>`, ...sortLocks], '  ');
  const members = [
    `by: ${names.fieldAcross} | ${names.fieldAcross}[]`,
    ...(sortLocks.length === 0 ? [] : [`orderBy?: ${order}`]),
  ];
  return {
    doc: `How \`${model.name}\` rows of several shards are grouped.`,
    name: names.groupByAcross,
    alias: [
      `Omit<${args}, ${sortLocks.length === 0 ? "'by'" : "'by' | 'orderBy'"}>`,
      ...locks,
      `{\n${members.map((member) => `  ${member};\n`).join('')}}`,
    ].join(' & '),
    base: '',
    members: [],
  };
}
