import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { DatamodelModel, UniqueConstraint } from '../../prisma/datamodel.js';
import { holdsGlobally } from '../globally-unique.js';
import { hasIdMark } from '../ids/id-mark.js';
import { idType } from '../ids/id-type.js';
import { hasFields, writtenIndexes } from '../indexes/written-index.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';

/** SG1306 and SG1307: what is unique on each shard is unique everywhere. */
export const uniqueEverywhere: Rule = function* (facts) {
  for (const model of facts.models) {
    const key = facts.key(model.name)?.map(({ field }) => field.name);
    if (key === undefined) continue;
    for (const unique of model.uniques) {
      if (key.every((name) => unique.fields.includes(name))) continue;
      const diagnostic = check(facts, model, unique, key);
      if (diagnostic !== undefined) yield diagnostic;
    }
  }
};

function check(
  facts: SchemaFacts,
  model: DatamodelModel,
  unique: UniqueConstraint,
  key: readonly string[],
): Diagnostic | undefined {
  const at = place(facts, model, unique);
  const names = unique.fields.join(', ');
  const withKey = [...key, ...unique.fields.filter((name) => !key.includes(name))].join(', ');
  const counted = unique.fields
    .map((name) => facts.field(model.name, name))
    .find((field) => field?.default?.kind === 'function' && field.default.name === 'autoincrement');
  if (counted !== undefined) {
    // A counting key is SG1220's; its own message says all of this.
    if (key.includes(counted.name)) return undefined;
    // Two ways to fill one field are SG1412's.
    if (hasIdMark(facts, model.name, counted.name)) return undefined;
    return error('SG1307', {
      at,
      message: `${model.name}.${counted.name} is filled by autoincrement(), which counts on each shard, and ${model.name} is unique by ${names} without its shard key (${key.join(', ')}): the same ${names} would exist on several shards.`,
      fix: `Use \`${counted.name} BigInt @default(dbgenerated()) /// @shard.id\` or \`${counted.name} String @default(dbgenerated()) @db.Uuid /// @shard.id\`, which make ids that no other shard makes; or write \`@@${unique.kind}([${withKey}])\` in place of this one.`,
      related: {
        message: 'The default is declared here.',
        location: facts.source.attributeAt(model.name, counted.name, '@default'),
      },
    });
  }
  if (unique.fields.some((name) => holdsGlobally(facts, model.name, name))) return undefined;
  if (isReserved(facts, model, unique)) return undefined;
  return error('SG1306', {
    at,
    message: `${model.name} is unique by ${names} on each shard only, since that does not include its shard key (${key.join(', ')}): the same ${names} could exist on several shards.`,
    fix: capitalized(
      [
        ...reservation(model, unique),
        ...generation(facts, model, unique),
        `write \`@@${unique.kind}([${withKey}])\` in place of this one.`,
      ].join('; or '),
    ),
  });
}

/** Whether a global index keeps a value to one row, also across shards. */
function isReserved(facts: SchemaFacts, model: DatamodelModel, unique: UniqueConstraint): boolean {
  return writtenIndexes(facts, model).some(
    (index) =>
      index.unique &&
      hasFields(
        unique,
        index.fields.map(({ name }) => name),
      ),
  );
}

/** The way out that keeps the constraint; not for foreign keys, which a `connect` sets. */
function reservation(model: DatamodelModel, { fields }: UniqueConstraint): readonly string[] {
  const isForeign = model.fields.some(({ relation }) =>
    relation?.fields.some((name) => fields.includes(name)),
  );
  if (isForeign) return [];
  return fields.length === 1
    ? ['keep it and write `/// @shard.globallyUnique` at the field']
    : [`keep it and write \`/// @@shard.globallyUnique([${fields.join(', ')}])\` above the model`];
}

/** The way out for a value that nobody has to choose. */
function generation(
  facts: SchemaFacts,
  model: DatamodelModel,
  { fields }: UniqueConstraint,
): readonly string[] {
  const [name = ''] = fields;
  const field = facts.field(model.name, name);
  if (fields.length > 1 || field?.default !== undefined || !field?.required) return [];
  if (model.fields.some(({ relation }) => relation?.fields.includes(name))) return [];
  if (field.type === 'Int')
    return [
      `let \`${name} BigInt /// @shard.id\` make the values, where no caller has to choose them`,
    ];
  return idType(field) === undefined
    ? []
    : ['let `/// @shard.id` at the field make the values, where no caller has to choose them'];
}

function place(facts: SchemaFacts, model: DatamodelModel, unique: UniqueConstraint) {
  const [first] = unique.fields;
  const { source } = facts;
  if (unique.fields.length === 1 && first !== undefined) {
    const written = source.member(model.name, first)?.attributes;
    if (written?.some(({ name }) => name === `@${unique.kind}`)) {
      return source.attributeAt(model.name, first, `@${unique.kind}`);
    }
  }
  return source.blockAttributeAt(model.name, `@@${unique.kind}`, unique.fields);
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
