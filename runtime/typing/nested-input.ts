type Listed<Item, Many> = Many extends true ? Item | Item[] : Item;

type WithSelector<Input, Selector> = Input extends readonly unknown[]
  ? never
  : Input extends object
    ? Omit<Input, 'where'> & { where: Selector }
    : never;

/** `Data` whose shard key, and what sets it, is locked. */
type LockedData<Data, Locks> = Data extends object
  ? Omit<Data, keyof Locks> & Pick<Locks, keyof Locks & keyof Data>
  : Data;

/** Each form of a nested `update` or `upsert`: the data itself, beside its `where`, or a list of these. */
type LockedChange<Input, Locks> = Input extends readonly (infer Item)[]
  ? LockedChange<Item, Locks>[]
  : Input extends { data: infer Data }
    ? Omit<Input, 'data'> & { data: LockedData<Data, Locks> }
    : Input extends { create: unknown; update: infer Data }
      ? Omit<Input, 'update'> & { update: LockedData<Data, Locks> }
      : LockedData<Input, Locks>;

type LockedChanges<Input, Locks> = {
  [Key in keyof Input & ('update' | 'upsert')]?: LockedChange<Input[Key], Locks>;
};

/**
 * A nested write whose selectors pin the shard key of the row they name, so that no row of another
 * key is connected, and whose updates leave the key alone. That the key is the same one is checked
 * when the call runs.
 */
export type NestedInput<Input, Selector, Many extends boolean, Locks> = Omit<
  NonNullable<Input>,
  'connect' | 'set' | 'connectOrCreate' | 'update' | 'upsert'
> &
  LockedChanges<NonNullable<Input>, Locks> & {
    [Key in keyof NonNullable<Input> & ('connect' | 'set')]?: Listed<Selector, Many>;
  } & {
    [Key in keyof NonNullable<Input> & 'connectOrCreate']?: Listed<
      WithSelector<NonNullable<NonNullable<Input>[Key]>, Selector>,
      Many
    >;
  };

type AnyOf<Input> = { [Key in keyof Input]-?: Required<Pick<Input, Key>> }[keyof Input];

/** The nested write of a row that has to be there: an empty object would leave out the foreign key. */
export type NestedOwner<Input, Selector, Locks> = NestedInput<Input, Selector, false, Locks> &
  AnyOf<NestedInput<Input, Selector, false, Locks>>;

/**
 * The relation that gives a row its shard key, as an update may use it: the row at the other end can
 * be changed, but not exchanged.
 */
export type LockedOwner<Input, Lock, Locks> = Omit<
  NonNullable<Input>,
  'connect' | 'connectOrCreate' | 'create' | 'update' | 'upsert' | 'disconnect' | 'delete'
> & {
  connect?: Lock;
  connectOrCreate?: Lock;
  create?: Lock;
  upsert?: Lock;
} & Pick<LockedChanges<NonNullable<Input>, Locks>, keyof NonNullable<Input> & 'update'>;
