/** A field with a value of its own. */
export interface Column {
  readonly name: string;
  /** Prisma's scalar type, or `Enum`. */
  readonly type: string;
  /** `Uuid` for `@db.Uuid`. */
  readonly native: string | undefined;
  /** The arguments of the native type: digits, or length. */
  readonly digits: readonly number[];
  readonly list: boolean;
  readonly optional: boolean;
  /** Those of its enum. */
  readonly values: readonly string[];
  readonly hasDefault: boolean;
}

/** A relation field. */
export interface Link {
  readonly name: string;
  readonly model: string;
  readonly list: boolean;
  readonly optional: boolean;
  /** Those that hold the foreign key; empty at the other end. */
  readonly fields: readonly string[];
  readonly references: readonly string[];
}

/** A way to name a single row in `WhereUniqueInput`. */
export interface Selector {
  readonly name: string;
  readonly fields: readonly string[];
}

/** What random rows and queries have to know of a model. */
export interface OracleModel {
  readonly name: string;
  /** The property of the client. */
  readonly delegate: string;
  readonly columns: readonly Column[];
  readonly links: readonly Link[];
  /** The primary key first. */
  readonly selectors: readonly Selector[];
  readonly primaryKey: readonly string[];
  /** Empty for a reference model, which has no shard key. */
  readonly shardKey: readonly string[];
  readonly isReference: boolean;
}

/** A schema; its models in an order in which their rows can be created. */
export interface OracleSchema {
  readonly models: readonly OracleModel[];
  model(name: string): OracleModel;
}

/** The column of that name. */
export function columnOf(model: OracleModel, name: string): Column {
  const column = model.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`${model.name} has no column ${name}`);
  return column;
}
