import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { applied, without } from './layout.js';
import { quoted } from './names.js';
import type { RelationView } from './relation-view.js';

/** A type that locks members of Prisma's, as the templates print it. */
export interface LockType {
  readonly doc: string;
  readonly name: string;
  readonly members: readonly string[];
}

/**
 * What the types of a model without a shard key leave out of Prisma's, because of rows that every shard
 * has a copy of. The texts stand behind Prisma's type, and are empty where nothing is left out.
 */
export interface CopyView {
  readonly types: readonly LockType[];
  readonly where: string;
  readonly create: string;
  readonly update: string;
  /** Type of `orderBy`; empty where it is Prisma's. */
  readonly order: string;
  /** Further arguments of a method to leave out, behind the first ones. */
  readonly withoutOrder: string;
  readonly withoutLimit: string;
}

/** A relation of a reference model to rows that are not on every shard. */
export const leadsElsewhere = (model: ShardedModel, { target }: RelationView): boolean =>
  model.copies !== undefined && target.copies === undefined;

/** The sentence against following such a relation, as a type. */
export const elsewhere = ({ name }: ShardedModel, relation: RelationView): string =>
  `Refused<${quoted(`${name}.${relation.name} leads to rows that are not on every shard: ask db.${relation.target.delegate}`)}>`;

/** The sentence against a write of copies through a relation, as a type. */
export const notThroughRelation = ({ name, delegate }: ShardedModel): string =>
  `Refused<${quoted(`${name} is a reference model: write its rows with db.${delegate}`)}>`;

const NOTHING: CopyView = {
  types: [],
  where: '',
  create: '',
  update: '',
  order: '',
  withoutOrder: '',
  withoutLimit: '',
};

export function copyView(model: ShardedModel, relations: readonly RelationView[]): CopyView {
  return model.copies === undefined ? linkView(model, relations) : crossingView(model, relations);
}

function crossingView(model: ShardedModel, relations: readonly RelationView[]): CopyView {
  const crossing = relations.filter((relation) => leadsElsewhere(model, relation));
  const withoutLimit = " | 'limit'";
  if (crossing.length === 0) return { ...NOTHING, withoutLimit };
  const name = elsewhereName(model);
  const beside = ` & ${name}`;
  const members = crossing.map((relation) => `${relation.name}?: ${elsewhere(model, relation)}`);
  const doc = `The relations of \`${model.name}\` to rows that are not on every shard: one shard would not know them all.`;
  return {
    types: [{ doc, name, members }],
    where: beside,
    create: beside,
    update: beside,
    order: `EachWith<NonNullable<Prisma.${model.name}FindManyArgs['orderBy']>, ${name}>`,
    withoutOrder: " | 'orderBy'",
    withoutLimit,
  };
}

/** A global model may lead to reference models, whose rows it cannot write. */
function linkView(model: ShardedModel, relations: readonly RelationView[]): CopyView {
  const links = relations.filter(({ target }) => target.copies !== undefined);
  if (model.shardKey.length > 0 || links.length === 0) return NOTHING;
  const type = (role: 'Create' | 'Update'): LockType => ({
    doc: `How a ${role === 'Create' ? 'new' : 'changed'} \`${model.name}\` row leads to rows that every shard has a copy of.`,
    name: `${model.name}${role}Links`,
    members: links.map(({ name, target }) => {
      const input = `Prisma.${model.name}${role}Input['${name}']`;
      return applied(`${name}?: `, 'ReferenceLink', [input, notThroughRelation(target)], '  ');
    }),
  });
  const [create, update] = [type('Create'), type('Update')];
  return {
    ...NOTHING,
    types: [create, update],
    create: ` & ${create.name}`,
    update: ` & ${update.name}`,
  };
}

const elsewhereName = ({ name }: ShardedModel) => `${name}Elsewhere`;

/** Prisma's inputs of a projection, as far as one shard can answer it; undefined where all can be asked. */
export function copiedProjection(
  model: ShardedModel,
  relations: readonly RelationView[],
): readonly LockedProjection[] {
  const crossing = relations.filter((relation) => leadsElsewhere(model, relation));
  if (crossing.length === 0) return [];
  const names = crossing.map(({ name }) => quoted(name));
  const lists = relations.filter(({ list }) => list);
  const counted = lists.filter((relation) => !crossing.includes(relation));
  const omitted = lists.length === 0 ? names : [...names, quoted('_count')];
  const count =
    counted.length === 0
      ? ''
      : ` & {\n  _count?: {\n    select: ${without(`Prisma.${model.name}CountOutputTypeSelect`, names, '    ')};\n  };\n}`;
  const projection = (role: 'Select' | 'Include'): LockedProjection => ({
    name: `${model.name}${role}`,
    type: `${without(`Prisma.${model.name}${role}`, omitted, '')} & ${elsewhereName(model)}${count}`,
  });
  return crossing.length < relations.length
    ? [projection('Select'), projection('Include')]
    : [projection('Select')];
}

export interface LockedProjection {
  readonly name: string;
  readonly type: string;
}
