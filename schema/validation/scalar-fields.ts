import type { ScalarField, ScalarKind } from '../model/scalar-field.js';
import type { Datamodel, DatamodelField, DatamodelModel } from '../prisma/datamodel.js';

/** The fields of a model that hold values, in the order of the schema. */
export function scalarFields(
  { enums }: Datamodel,
  { fields }: DatamodelModel,
): readonly ScalarField[] {
  return fields.flatMap((field): ScalarField[] => {
    const kind = scalarKind(field);
    if (kind === undefined) return [];
    const { labels = {}, values = [] } = enums.find(({ name }) => name === field.type) ?? {};
    return [
      {
        name: field.name,
        kind,
        nullable: !field.required,
        column: field.dbName ?? field.name,
        ...(kind === 'decimal' && field.digits ? { scale: field.digits.decimals } : {}),
        ...(kind === 'enum' ? { enum: { name: field.type, values, labels } } : {}),
      },
    ];
  });
}

/** The fields that name one row: Prisma asks for a constraint without optional fields. */
export function primaryKey({ fields, uniques }: DatamodelModel): readonly string[] {
  const required = new Set(fields.filter((field) => field.required).map(({ name }) => name));
  return uniques.find((unique) => unique.fields.every((name) => required.has(name)))?.fields ?? [];
}

const TEXTS: Readonly<Record<string, ScalarKind>> = {
  Char: 'char',
  Citext: 'citext',
  Uuid: 'uuid',
  Bit: 'bit',
  VarBit: 'bit',
  Inet: 'inet',
  Xml: 'xml',
};

/** Undefined for what the Prisma client does not have among a row's values. */
function scalarKind({ kind, list, nativeType, type, ...field }: DatamodelField) {
  if (kind !== 'scalar' && kind !== 'enum') return undefined;
  if (list) return 'list';
  if (kind === 'enum') return 'enum';
  switch (type) {
    case 'Int':
      return 'int';
    case 'BigInt':
      return 'bigint';
    case 'Float':
      return nativeType === 'Real' ? 'real' : 'float';
    case 'Decimal':
      return nativeType === 'Money' ? 'money' : 'decimal';
    case 'Boolean':
      return 'boolean';
    case 'String':
      return TEXTS[nativeType ?? ''] ?? 'text';
    case 'Bytes':
      return 'bytes';
    case 'Json':
      return 'json';
    case 'DateTime':
      return momentKind(nativeType, field.fraction);
    default:
      return undefined;
  }
}

/** Without a native type a column keeps three digits; with one, six where it says nothing else. */
function momentKind(nativeType: string | undefined, fraction: number | undefined): ScalarKind {
  if (nativeType === undefined) return 'datetime';
  if (nativeType === 'Date') return 'date';
  if (nativeType === 'Timetz') return 'timetz';
  const exact = (fraction ?? 6) <= 3;
  if (nativeType === 'Time') return exact ? 'time' : 'microtime';
  return exact ? 'datetime' : 'microdatetime';
}
