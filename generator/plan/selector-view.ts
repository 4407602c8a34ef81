import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { UniqueSelector } from '../../schema/model/unique-selector.js';
import { idView } from './id-view.js';
import type { TypeNames } from './names.js';
import { valueType } from './value-type.js';

/**
 * The members of the union that names one row, shard key included. TypeScript explains a mistake by
 * the last member, so the one that a forgotten key should be told about comes last.
 */
export function selectorView(model: ShardedModel, names: TypeNames): readonly string[] {
  const keyNames = model.shardKey.map((field) => field.name);
  const whole = (selector: UniqueSelector) =>
    keyNames.every((name) => selector.fields.includes(name));
  const isTheKey = (selector: UniqueSelector) =>
    !selector.compound && keyNames.length === 1 && selector.fields[0] === keyNames[0];

  const compounds = model.uniques.filter((selector) => selector.compound && whole(selector));
  const besideKey = model.uniques.filter(
    (selector) => !isTheKey(selector) && !(selector.compound && whole(selector)),
  );
  const members = [
    ...compounds.map((selector) => object(model, selector)),
    ...besideKey.map((selector) => `(${names.shardKey} & ${object(model, selector)})`),
    ...(model.uniques.some(isTheKey) ? [names.shardKeyValue] : []),
  ];
  return [...new Set(members)];
}

/** The members of the union that names one row by a globally unique value, or an id, alone. */
export function globallyUniqueView(model: ShardedModel): readonly string[] {
  const indexed = model.indexes
    .filter(({ unique }) => unique)
    .map(({ name, fields }) =>
      object(model, {
        name,
        fields: fields.map((field) => field.name),
        compound: fields.length > 1,
      }),
    );
  return [...indexed, ...idView(model).selectors];
}

function object(model: ShardedModel, selector: UniqueSelector): string {
  const fields = selector.fields.map((field) => `${field}: ${fieldType(model, field)}`);
  if (!selector.compound) return `{ ${fields.join('; ')} }`;
  const lines = fields.map((field) => `      ${field};\n`);
  return `{\n    ${selector.name}: {\n${lines.join('')}    };\n  }`;
}

function fieldType(model: ShardedModel, field: string): string {
  const key = model.shardKey.find((candidate) => candidate.name === field);
  return key
    ? valueType(key)
    : `NonNullable<Prisma.${model.name}CreateManyInput[${JSON.stringify(field).replaceAll('"', "'")}]>`;
}
