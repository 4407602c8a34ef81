import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { keyLocksName, listed, quoted, selectorName, type TypeNames } from './names.js';
import type { RelationView } from './relation-view.js';
import { valueType } from './value-type.js';

/** One branch of Prisma's checked/unchecked input: what is left out of Prisma's type, what is put in. */
export interface InputBranch {
  /** What comes before `type` in the intersection, with its `&`; the compiler names it first. */
  readonly key: string;
  readonly type: string;
  /** A union of quoted names; empty when nothing is left out. */
  readonly without: string;
  readonly members: readonly string[];
}

export interface WriteView {
  readonly create: readonly InputBranch[];
  readonly createMany: readonly string[];
  readonly update: readonly InputBranch[];
  readonly updateCommon: readonly string[];
  /** The key fields, for an update of many. */
  readonly locks: readonly string[];
  /** The key fields and the relations that set them. */
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
  const locks = keyNames.map((name) => `${name}?: ${lock(model, name)}`);

  const create = (checked: boolean): InputBranch => {
    const input = `Prisma.${model.name}${checked ? '' : 'Unchecked'}CreateInput`;
    const given = checked ? ownKeyNames : keyNames;
    const whole =
      given.length === required(model, given).length && given.length === keyNames.length;
    return {
      key: whole ? `${names.shardKeyValue} & ` : '',
      type: input,
      without: union([...(checked ? owners : []), ...others].map((relation) => relation.name)),
      members: [
        ...(whole ? [] : required(model, given)),
        ...(checked
          ? foreignKeys.map((field) => `${field}?: never`)
          : owners.map((relation) => `${relation.name}?: never`)),
        ...(checked ? [...owners, ...others] : others).map((relation) =>
          nested(relation, input, checked && relation.owns && relation.required),
        ),
      ],
    };
  };

  const update = (checked: boolean): InputBranch => {
    const input = `Prisma.${model.name}${checked ? '' : 'Unchecked'}UpdateInput`;
    return {
      key: '',
      type: input,
      without: union([
        ...(checked ? ownKeyNames : keyNames),
        ...(checked ? relations : others).map((relation) => relation.name),
      ]),
      members: checked
        ? [
            ...foreignKeys
              .filter((field) => !keyNames.includes(field))
              .map((field) => `${field}?: never`),
            ...owners.map((relation) =>
              relation.isTheKey
                ? lockedOwner(model, relation, '    ')
                : nested(relation, input, false),
            ),
          ]
        : owners.map((relation) => `${relation.name}?: never`),
    };
  };

  return {
    create: owners.length > 0 ? [create(true), create(false)] : [create(false)],
    createMany: required(model, keyNames),
    update: owners.length > 0 ? [update(true), update(false)] : [update(false)],
    updateCommon: [
      ...locks,
      ...others.map((relation) => nested(relation, `Prisma.${model.name}UpdateInput`, false)),
    ],
    locks,
    keyLocks: [
      ...locks,
      ...owners
        .filter((relation) => relation.isTheKey)
        .map((relation) => lockedOwner(model, relation, '  ')),
    ],
  };
}

const union = (names: readonly string[]) => names.map(quoted).join(' | ');

/** Key fields that the caller has to give, also where Prisma would take a default after routing. */
function required(model: ShardedModel, given: readonly string[]): string[] {
  return model.shardKey
    .filter((field) => given.includes(field.name) && field.generated === undefined)
    .map((field) => `${field.name}: ${valueType(field.type)}`);
}

function nested(relation: RelationView, input: string, mustBeGiven: boolean): string {
  const [selector, locks] = [selectorName(relation.target), keyLocksName(relation.target)];
  if (mustBeGiven) {
    return `${relation.name}: NestedOwner<${input}['${relation.name}'], ${selector}, ${locks}>`;
  }
  const type = `NestedInput<${input}['${relation.name}'], ${selector}, ${relation.list}, ${locks}>`;
  return `${relation.name}?: ${type}`;
}

function lock(model: ShardedModel, field: string): string {
  return `ShardKeyIsImmutable<${quoted(`${model.name}.${field} is the shard key and cannot be updated`)}>`;
}

function lockedOwner(model: ShardedModel, relation: RelationView, indent: string): string {
  const sentence = `${model.name}.${relation.name} sets the shard key ${listed(relation.fields)} and cannot be updated`;
  return [
    `${relation.name}?: LockedOwner<`,
    `${indent}  Prisma.${model.name}UpdateInput['${relation.name}'],`,
    `${indent}  ShardKeyIsImmutable<${quoted(sentence)}>,`,
    `${indent}  ${keyLocksName(relation.target)}`,
    `${indent}>`,
  ].join('\n');
}
