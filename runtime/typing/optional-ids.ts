/** Each form of a new row, whose ids may be left out. */
export type OptionalIds<Row, Ids> = Row extends unknown ? Omit<Row, keyof Ids> & Ids : never;

/** One row, or a list of rows. */
type Rows<Given, Ids> = Given extends readonly (infer Row)[]
  ? OptionalIds<Row, Ids>[]
  : Given extends object
    ? OptionalIds<Given, Ids>
    : Given;

/** `{ create }` beside other things, or a list of these. */
type Either<Given, Ids> = Given extends readonly (infer One)[]
  ? Either<One, Ids>[]
  : Given extends { create: infer Row }
    ? Omit<Given, 'create'> & { create: Rows<Row, Ids> }
    : Given;

type Batch<Given, Ids> = Given extends { data: infer Data }
  ? Omit<Given, 'data'> & { data: Rows<Data, Ids> }
  : Given;

/**
 * A nested write whose new rows may leave their ids out. `Ids` are those of a row that is created for sure;
 * where it may be there already, its `where` says its shard key, so that this is no id to be made.
 */
export type NestedIds<Input, Ids, BesideKey = Ids> = Input extends object
  ? {
      [Key in keyof Input]: Key extends 'create'
        ? Rows<Input[Key], Ids>
        : Key extends 'createMany'
          ? Batch<Input[Key], Ids>
          : Key extends 'connectOrCreate' | 'upsert'
            ? Either<Input[Key], BesideKey>
            : Input[Key];
    }
  : Input;
