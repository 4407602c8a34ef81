import type {
  Datamodel as DmmfDatamodel,
  DatamodelEnum as DmmfEnum,
  Field as DmmfField,
  Model as DmmfModel,
} from '@prisma/dmmf';
import type {
  Datamodel,
  DatamodelEnum,
  DatamodelField,
  DatamodelModel,
  FieldDefault,
  UniqueConstraint,
} from './datamodel.js';
import { decimalDigits, secondDigits } from './native-digits.js';
import { delegateName } from './written-arguments.js';

/** Prisma's own form of a schema, reduced to what sharding depends on. */
export function toDatamodel(dmmf: DmmfDatamodel): Datamodel {
  return { models: dmmf.models.map(toModel), enums: dmmf.enums.map(toEnum) };
}

function toModel(model: DmmfModel): DatamodelModel {
  return {
    name: model.name,
    delegate: delegateName(model.name),
    table: { schema: model.schema ?? undefined, name: model.dbName ?? model.name },
    fields: model.fields.map(toField),
    uniques: uniquesOf(model),
  };
}

function toEnum({ name, values }: DmmfEnum): DatamodelEnum {
  const mapped = values.flatMap(({ name: value, dbName }) =>
    typeof dbName === 'string' && dbName !== value ? [[value, dbName] as const] : [],
  );
  return { name, values: values.map((value) => value.name), labels: Object.fromEntries(mapped) };
}

function toField(field: DmmfField): DatamodelField {
  return {
    name: field.name,
    dbName: field.dbName ?? undefined,
    kind: field.kind === 'object' ? 'relation' : field.kind,
    type: field.type,
    list: field.isList,
    required: field.isRequired,
    updatedAt: field.isUpdatedAt === true,
    nativeType: field.nativeType?.[0],
    maxLength: maxLengthOf(field.nativeType),
    digits: field.type === 'Decimal' ? decimalDigits(field.nativeType?.[1]) : undefined,
    fraction: secondDigits(field.nativeType?.[0], field.nativeType?.[1]),
    default: defaultOf(field),
    relation:
      field.relationName === undefined
        ? undefined
        : {
            name: field.relationName,
            fields: field.relationFromFields ?? [],
            references: field.relationToFields ?? [],
            onDelete: field.relationOnDelete,
            onUpdate: field.relationOnUpdate,
          },
  };
}

function maxLengthOf(nativeType: DmmfField['nativeType']): number | undefined {
  const [name, [length]] = nativeType ?? ['', []];
  if (name === 'Char') return Number(length ?? 1);
  return name === 'VarChar' && length !== undefined ? Number(length) : undefined;
}

function defaultOf(field: DmmfField): FieldDefault | undefined {
  const value = field.default;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && 'name' in value) {
    return { kind: 'function', name: value.name, arguments: value.args };
  }
  return { kind: 'value' };
}

function uniquesOf(model: DmmfModel): readonly UniqueConstraint[] {
  const all: UniqueConstraint[] = [];
  const idField = model.fields.find((field) => field.isId);
  if (idField !== undefined) all.push({ kind: 'id', name: undefined, fields: [idField.name] });
  if (model.primaryKey !== null) all.push({ kind: 'id', ...named(model.primaryKey) });
  for (const field of model.fields) {
    if (field.isUnique) all.push({ kind: 'unique', name: undefined, fields: [field.name] });
  }
  for (const index of model.uniqueIndexes) all.push({ kind: 'unique', ...named(index) });
  // Prisma lists a constraint of one field both at the field and at the model.
  const seen = new Set<string>();
  return all.filter((unique) => {
    const identity = JSON.stringify([unique.name, unique.fields]);
    return seen.has(identity) ? false : seen.add(identity) !== undefined;
  });
}

function named(index: { readonly name: string | null; readonly fields: readonly string[] }) {
  const { fields } = index;
  // The name of a constraint of one field is not used by the client.
  return { name: fields.length === 1 ? undefined : (index.name ?? undefined), fields };
}
