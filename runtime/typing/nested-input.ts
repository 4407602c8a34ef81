type Listed<Item, Many> = Many extends true ? Item | Item[] : Item;

type WithSelector<Input, Selector> = Input extends readonly unknown[]
  ? never
  : Input extends object
    ? Omit<Input, 'where'> & { where: Selector }
    : never;

/**
 * A nested write whose selectors pin the shard key of the row they name, so that no row of another
 * key is connected. That the key is the same one is checked when the call runs.
 */
export type NestedInput<Input, Selector, Many extends boolean> = Omit<
  NonNullable<Input>,
  'connect' | 'set' | 'connectOrCreate'
> & {
  [Key in keyof NonNullable<Input> & ('connect' | 'set')]?: Listed<Selector, Many>;
} & {
  [Key in keyof NonNullable<Input> & 'connectOrCreate']?: Listed<
    WithSelector<NonNullable<NonNullable<Input>[Key]>, Selector>,
    Many
  >;
};

/**
 * The relation that gives a row its shard key, as an update may use it: the row at the other end can
 * be changed, but not exchanged.
 */
export type LockedOwner<Input, Lock> = Omit<
  NonNullable<Input>,
  'connect' | 'connectOrCreate' | 'create' | 'upsert' | 'disconnect' | 'delete'
> & {
  connect?: Lock;
  connectOrCreate?: Lock;
  create?: Lock;
  upsert?: Lock;
};
