/** How a field is filled when the caller gives no value. */
export type FieldDefault =
  | { readonly kind: 'value' }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly arguments: readonly (string | number)[];
    };

/** The relation that a relation field is one end of. */
export interface FieldRelation {
  readonly name: string;
  /** Own foreign-key fields; empty when the other end holds the foreign key. */
  readonly fields: readonly string[];
  readonly references: readonly string[];
  /** Only when the schema says it. */
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
}

/** `@db.Decimal(10, 2)` keeps 8 digits in front of the point, and 2 behind it. */
export interface DecimalDigits {
  readonly whole: number;
  readonly decimals: number;
}

export interface DatamodelField {
  readonly name: string;
  readonly dbName: string | undefined;
  /** `unknown` where Prisma refuses the schema and the field's type says nothing. */
  readonly kind: 'scalar' | 'enum' | 'relation' | 'unsupported' | 'unknown';
  /** Scalar type, enum or model. */
  readonly type: string;
  readonly list: boolean;
  readonly required: boolean;
  readonly updatedAt: boolean;
  /** `Uuid` for `@db.Uuid`. */
  readonly nativeType: string | undefined;
  /** 20 for `@db.VarChar(20)` and `@db.Char(20)`, in characters. */
  readonly maxLength: number | undefined;
  /** Of a Decimal: how many digits its column keeps; undefined where it keeps all. */
  readonly digits: DecimalDigits | undefined;
  /** 3 for `@db.Timestamp(3)`: the digits of its seconds, where the schema says them. */
  readonly fraction: number | undefined;
  readonly default: FieldDefault | undefined;
  readonly relation: FieldRelation | undefined;
}

/** `@id`, `@unique`, `@@id`, `@@unique`. */
export interface UniqueConstraint {
  readonly kind: 'id' | 'unique';
  /** The user's own name of a compound one. */
  readonly name: string | undefined;
  readonly fields: readonly string[];
}

/** A table of the database, as its migrations name it. */
export interface DatabaseTable {
  /** Undefined for that of the connection. */
  readonly schema: string | undefined;
  readonly name: string;
}

/** A model, or a view, as Prisma understands it. Ignored fields are not among its fields. */
export interface DatamodelModel {
  readonly name: string;
  /** The property of PrismaClient. */
  readonly delegate: string;
  readonly table: DatabaseTable;
  readonly fields: readonly DatamodelField[];
  /** The id first, then as in the schema; no two with the same fields and name. */
  readonly uniques: readonly UniqueConstraint[];
}

/** An enum, of which the database may know some values by other names. */
export interface DatamodelEnum {
  readonly name: string;
  /** As they are in code. */
  readonly values: readonly string[];
  /** Values in code to those in the database, where the two differ. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What Prisma understands of a schema: the only thing that the rest of shardgen knows of it. */
export interface Datamodel {
  /** Views are among them. Ignored models are not. */
  readonly models: readonly DatamodelModel[];
  readonly enums: readonly DatamodelEnum[];
}
