declare const refused: unique symbol;

/**
 * A type that no value has. It stands where a call would touch rows of other shards, and its argument is
 * the sentence that the compiler shows. An interface, because TypeScript prints its argument in full.
 */
export interface Refused<Reason extends string> {
  readonly [refused]: Reason;
}

/**
 * The nested write of a row that every shard has a copy of: it can be linked or unlinked, and nothing else
 * through a relation, which would change one copy only.
 */
export type ReferenceLink<Input, Lock> = {
  [Key in keyof NonNullable<Input>]: Key extends 'connect' | 'disconnect'
    ? NonNullable<Input>[Key]
    : Lock;
};

/** The same of a row that has to be there. */
export type ReferenceOwner<Input, Lock> = ReferenceLink<Input, Lock> &
  Required<Pick<NonNullable<Input>, keyof NonNullable<Input> & 'connect'>>;

/** An input, or each of a list of them, with locked members. */
export type EachWith<Input, Locks> = Input extends readonly (infer Item)[]
  ? EachWith<Item, Locks>[]
  : Input extends object
    ? Input & Locks
    : Input;
