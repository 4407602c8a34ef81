import type { ShardedModel } from '../../schema/model/sharded-model.js';

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A string literal in the style of the generated files. */
export const quoted = (text: string) =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;

/** A property name, quoted only where JavaScript needs it. */
export const property = (name: string) =>
  /^[\p{L}_$][\p{L}\w$]*$/u.test(name) ? name : quoted(name);

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

const IMPORTED = ['ShardedRepository', 'GlobalRepository', 'ReferenceRepository', 'FlatProjection'];

/** A model called `Sharded`, `Global`, `Reference` or `Flat` must not take the name of what its file imports. */
const free = (name: string) => (IMPORTED.includes(name) ? `${name}_` : name);

/**
 * The names of the types that one repository file declares. They spell out model and key, because
 * the compiler prints them to the user who forgot the key.
 */
export function typeNames(model: ShardedModel) {
  const named = (role: string) => `${model.name}${role}${withKey(model)}`;
  return Object.freeze({
    repository: free(`${model.name}Repository`),
    manifest: `${model.delegate}Manifest`,
    onShards: `${model.name}OnShards`,
    readsOnShards: `${model.name}ReadsOnShards`,
    fieldAcross: `${model.name}FieldAcross`,
    orderAcross: orderAcrossName(model),
    keysetOrder: keysetOrderName(model),
    lockedTotals: `${model.name}LockedTotals`,
    lockedGroupOrder: `${model.name}LockedGroupOrder`,
    findAcross: `${model.name}FindAcross`,
    pageAcross: `${model.name}PageAcross`,
    streamAcross: `${model.name}StreamAcross`,
    aggregateAcross: `${model.name}AggregateAcross`,
    groupByAcross: `${model.name}GroupByAcross`,
    argsAcross: `${model.name}ArgsAcross`,
    chosenAcross: `${model.name}ChosenAcross`,
    shardKey: `${model.name}ShardKey`,
    shardKeyValue: `${model.name}ShardKeyValue`,
    equals: (field: string) => `${model.name}${capitalized(field)}Equals`,
    where: named('Where'),
    selector: selectorName(model),
    selectorOrUnique: `${selectorName(model)}OrUnique`,
    globallyUnique: `${model.name}GloballyUnique`,
    findArgs: named('FindArgs'),
    findUniqueArgs: named('FindUniqueArgs'),
    countArgs: named('CountArgs'),
    aggregateArgs: named('AggregateArgs'),
    groupByArgs: named('GroupByArgs'),
    create: named('Create'),
    createMany: named('CreateMany'),
    keyLocks: keyLocksName(model),
    update: `${model.name}Update`,
    updateMany: `${model.name}UpdateMany`,
    projection: free(`${model.name}Projection`),
    result: `${model.name}Result`,
    /** How Prisma begins the names of its aggregate types, also for a model `in_lower_case`. */
    aggregates: capitalized(model.name),
  });
}

/** `WithUserIdAndId`; empty for a model without a shard key. */
function withKey({ shardKey }: ShardedModel): string {
  return shardKey.length === 0
    ? ''
    : `With${shardKey.map((field) => capitalized(field.name)).join('And')}`;
}

/** The type that names one row of `model`, shard key included; other repositories import it. */
export function selectorName(model: ShardedModel): string {
  return `${model.name}Selector${withKey(model)}`;
}

/** One term of an order of rows of several shards; other repositories import it. */
export const orderAcrossName = ({ name }: ShardedModel) => `${name}OrderAcross`;

/** The same for pages and streams, which go on behind the values that a row has. */
export const keysetOrderName = ({ name }: ShardedModel) => `${name}KeysetOrder`;

/** The type that locks the shard key of `model` in updates; other repositories import it. */
export const keyLocksName = (model: ShardedModel) => `${model.name}KeyLocks`;

export type TypeNames = ReturnType<typeof typeNames>;
