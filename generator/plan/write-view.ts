import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { idView, nestedIds } from './id-view.js';
import { applied, without } from './layout.js';
import { keyLocksName, listed, quoted, selectorName, type TypeNames } from './names.js';
import type { RelationView } from './relation-view.js';
import { valueType } from './value-type.js';

/** One branch of Prisma's checked/unchecked input: what is left out of Prisma's type, what is put in. */
export interface InputBranch {
  /** What comes before `type` in the intersection, with its `&`; the compiler names it first. */
  readonly key: string;
  /** Prisma's type, without what is replaced. */
  readonly type: string;
  readonly members: readonly string[];
}

export interface WriteView {
  readonly create: readonly InputBranch[];
  /** Prisma's type of a row for `createMany`, and what is put in. */
  readonly createMany: InputBranch;
  readonly update: readonly InputBranch[];
  readonly updateCommon: readonly string[];
  /** Names of what no update may change, as a union. */
  readonly lockedNames: string;
  /** The same as members, for an update of many. */
  readonly locks: readonly string[];
  /** The same and the relations that set them. */
  readonly keyLocks: readonly string[];
}

export function writeView(
  model: ShardedModel,
  relations: readonly RelationView[],
  names: TypeNames,
): WriteView {
  const owners = relations.filter((relation) => relation.owns);
  const others = relations.filter((relation) => !relation.owns);
  const keyNames = model.shardKey.map((field) => field.name);
  const foreignKeys = [...new Set(owners.flatMap((relation) => relation.fields))].sort();
  const ownKeyNames = keyNames.filter((name) => !foreignKeys.includes(name));
  const ids = idView(model);
  const locks = [...keyNames.map((name) => `${name}?: ${lock(model, name)}`), ...ids.locks];
  const lockedNames = [...keyNames, ...ids.carrying];

  const create = (checked: boolean): InputBranch => {
    const input = `Prisma.${model.name}${checked ? '' : 'Unchecked'}CreateInput`;
    const given = checked ? ownKeyNames : keyNames;
    const whole =
      given.length === required(model, given).length && given.length === keyNames.length;
    return {
      key: whole ? `${names.shardKeyValue} & ` : '',
      type: replaced(input, [
        ...ids.required,
        ...[...(checked ? owners : []), ...others].map(({ name }) => name),
      ]),
      members: [
        ...(whole ? [] : required(model, given)),
        ...ids.optional,
        ...(checked
          ? foreignKeys.map((field) => `${field}?: never`)
          : owners.map((relation) => `${relation.name}?: never`)),
        ...(checked ? [...owners, ...others] : others).map((relation) =>
          nested(relation, input, checked && relation.owns && relation.required, BRANCH),
        ),
      ],
    };
  };

  const update = (checked: boolean): InputBranch => {
    const input = `Prisma.${model.name}${checked ? '' : 'Unchecked'}UpdateInput`;
    return {
      key: '',
      type: replaced(input, [
        ...(checked ? ownKeyNames : keyNames),
        ...ids.carrying,
        ...(checked ? relations : others).map((relation) => relation.name),
      ]),
      members: checked
        ? [
            ...foreignKeys
              .filter((field) => !keyNames.includes(field))
              .map((field) => `${field}?: never`),
            ...owners.map((relation) =>
              relation.isTheKey
                ? lockedOwner(model, relation, BRANCH)
                : nested(relation, input, false, BRANCH),
            ),
          ]
        : owners.map((relation) => `${relation.name}?: never`),
    };
  };

  return {
    create: owners.length > 0 ? [create(true), create(false)] : [create(false)],
    createMany: {
      key: '',
      type: without(`Prisma.${model.name}CreateManyInput`, ids.required.map(quoted), ''),
      members: [...required(model, keyNames), ...ids.optional],
    },
    update: owners.length > 0 ? [update(true), update(false)] : [update(false)],
    updateCommon: [
      ...locks,
      ...others.map((relation) =>
        nested(relation, `Prisma.${model.name}UpdateInput`, false, MEMBER),
      ),
    ],
    lockedNames: lockedNames.map(quoted).join(' | '),
    locks,
    keyLocks: [
      ...locks,
      ...owners
        .filter((relation) => relation.isTheKey)
        .map((relation) => lockedOwner(model, relation, MEMBER)),
    ],
  };
}

// How far the templates indent a member of a type, and one of a branch.
const MEMBER = '  ';
const BRANCH = '    ';

const replaced = (input: string, names: readonly string[]) =>
  without(input, names.map(quoted), MEMBER);

/** Key fields that the caller has to give, also where Prisma would take a default after routing. */
function required(model: ShardedModel, given: readonly string[]): string[] {
  return model.shardKey
    .filter((field) => given.includes(field.name) && field.generated === undefined)
    .map((field) => `${field.name}: ${valueType(field)}`);
}

function nested(
  relation: RelationView,
  input: string,
  mustBeGiven: boolean,
  indent: string,
): string {
  const place = nestedIds(`${input}['${relation.name}']`, relation.target);
  const [selector, locks] = [selectorName(relation.target), keyLocksName(relation.target)];
  return mustBeGiven
    ? applied(`${relation.name}: `, 'NestedOwner', [place, selector, locks], indent)
    : applied(
        `${relation.name}?: `,
        'NestedInput',
        [place, selector, String(relation.list), locks],
        indent,
      );
}

function lock(model: ShardedModel, field: string): string {
  return `ShardKeyIsImmutable<${quoted(`${model.name}.${field} is the shard key and cannot be updated`)}>`;
}

function lockedOwner(model: ShardedModel, relation: RelationView, indent: string): string {
  const sentence = `${model.name}.${relation.name} sets the shard key ${listed(relation.fields)} and cannot be updated`;
  const args = [
    `Prisma.${model.name}UpdateInput['${relation.name}']`,
    `ShardKeyIsImmutable<${quoted(sentence)}>`,
    keyLocksName(relation.target),
  ];
  return applied(`${relation.name}?: `, 'LockedOwner', args, indent);
}
