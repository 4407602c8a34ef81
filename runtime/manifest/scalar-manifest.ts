import type { ScalarKind } from '../../schema/model/scalar-field.js';

type Required =
  | Exclude<ScalarKind, 'enum'>
  /** An enum, by the name that it has in code. */
  | `enum ${string}`
  /** With the decimals that the column keeps; without a number it keeps all. */
  | `decimal ${number}`;

/** What a field holds: `bigint`, `enum Status?`, `decimal 2`; `?` where it may be null. */
export type ScalarCode = Required | `${Required}?`;

/** Enum to its values in code: the database may have others, which no call can name. */
export type EnumsManifest = Readonly<Record<string, readonly string[]>>;

/** Names of the database, where they differ from those of the model. */
export interface DatabaseManifest {
  /** The schema of the table, where the model names one. */
  readonly schema?: string;
  readonly table?: string;
  /** Field to column. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Field that holds an enum to its values: in code, and in the database. */
  readonly labels?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
