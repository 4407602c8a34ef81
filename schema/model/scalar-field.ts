/** What a column holds, as far as comparing and adding its values goes. */
export type ScalarKind =
  | 'int'
  | 'bigint'
  | 'float'
  | 'real'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'text'
  | 'char'
  | 'citext'
  | 'uuid'
  | 'bytes'
  | 'json'
  | 'datetime'
  | 'date'
  | 'time'
  /** Keeps microseconds, of which Prisma hands out the milliseconds. */
  | 'microdatetime'
  | 'microtime'
  | 'timetz'
  | 'bit'
  | 'inet'
  | 'xml'
  | 'enum'
  | 'list';

/** A field that holds values and no rows. */
export interface ScalarField {
  readonly name: string;
  readonly kind: ScalarKind;
  readonly nullable: boolean;
  /** As the database names it. */
  readonly column: string;
  /** Decimals that the column keeps, of a `decimal` that does not keep all. */
  readonly scale?: number;
  /** Of an `enum`: which, its values in code, and these to those in the database, where the two differ. */
  readonly enum?: {
    readonly name: string;
    readonly values: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
  };
}
