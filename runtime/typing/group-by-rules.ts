type Fields<Value> = Value extends readonly (infer Item)[] ? Item : Value;

type NotUnderscored<Key> = Key extends `_${string}` ? never : Key;

type KeysOfEach<Value> = Value extends unknown ? keyof Value : never;

type OrderedBy<Args> = Args extends { orderBy: infer Order }
  ? NotUnderscored<KeysOfEach<Fields<Order>>>
  : never;

type HavingFields<Having> = Having extends object
  ? {
      [Key in keyof Having]: Key extends 'AND' | 'OR' | 'NOT'
        ? HavingFields<Fields<Having[Key]>>
        : Key;
    }[keyof Having]
  : never;

type FilteredBy<Args> = Args extends { having: infer Having } ? HavingFields<Having> : never;

type Stray<Used, By> = [Exclude<Used, By>] extends [never] ? never : Exclude<Used, By>;

/** Prisma's rules for `groupBy`, with Prisma's sentences; `unknown` when the arguments keep them. */
export type GroupByRules<Args extends { by: unknown }> = Args['by'] extends never[]
  ? 'Error: "by" must not be empty.'
  : [Stray<FilteredBy<Args>, Fields<Args['by']>>] extends [never]
    ? [Stray<OrderedBy<Args>, Fields<Args['by']>>] extends [never]
      ? Args extends { take: number } | { skip: number }
        ? Args extends { orderBy: unknown }
          ? unknown
          : 'Error: If you provide "take" or "skip", you also need to provide "orderBy"'
        : unknown
      : `Error: Field "${Stray<OrderedBy<Args>, Fields<Args['by']>> & string}" in "orderBy" needs to be provided in "by"`
    : `Error: Field "${Stray<FilteredBy<Args>, Fields<Args['by']>> & string}" used in "having" needs to be provided in "by".`;
