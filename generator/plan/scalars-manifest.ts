import type {
  DatabaseManifest,
  EnumsManifest,
  ScalarCode,
} from '../../runtime/manifest/scalar-manifest.js';
import type { ScalarField } from '../../schema/model/scalar-field.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';

/** One word or two per field: this stands in every generated file, and is read by people. */
export function scalarCode({ enum: of, kind, nullable, scale }: ScalarField): ScalarCode {
  const optional = nullable ? '?' : '';
  if (kind === 'enum') return `enum ${of?.name ?? ''}${optional}`;
  if (kind === 'decimal' && scale !== undefined) return `decimal ${scale}${optional}`;
  return `${kind}${optional}`;
}

/** The values of the enums that a model's fields hold; undefined where there are none. */
export function enumsManifest({ scalars }: ShardedModel): EnumsManifest | undefined {
  const enums = scalars.flatMap((field) =>
    field.enum === undefined ? [] : [[field.enum.name, field.enum.values] as const],
  );
  return enums.length === 0 ? undefined : Object.fromEntries(enums);
}

/** What the database calls otherwise than the code does; undefined where there is nothing of the kind. */
export function databaseManifest(model: ShardedModel): DatabaseManifest | undefined {
  const { name, scalars, stored } = model;
  const columns = scalars.filter((field) => field.column !== field.name);
  const labelled = scalars.filter((field) => Object.keys(field.enum?.labels ?? {}).length > 0);
  const names = {
    ...(stored.schema === undefined ? {} : { schema: stored.schema }),
    ...(stored.name === name ? {} : { table: stored.name }),
    ...(columns.length === 0
      ? {}
      : { columns: Object.fromEntries(columns.map((field) => [field.name, field.column])) }),
    ...(labelled.length === 0
      ? {}
      : { labels: Object.fromEntries(labelled.map((one) => [one.name, one.enum?.labels ?? {}])) }),
  };
  return Object.keys(names).length === 0 ? undefined : names;
}
