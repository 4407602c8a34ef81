/**
 * `select`, `include` and `omit` are the only generic part of a method's arguments: everything else
 * stays concrete, so that TypeScript 6 and 7 still catch misspelt fields (prisma/orm#29519).
 */

/** `Chosen` with every key that `Known` lacks, at any depth of select and include, turned into `never`. */
type OnlyKnown<Chosen, Known> = {
  [Key in keyof Chosen]: Key extends keyof Known
    ? OnlyKnownArgs<Chosen[Key], Extract<Known[Key], object>>
    : never;
};

type OnlyKnownArgs<Chosen, Known> = Chosen extends object
  ? {
      [Key in keyof Chosen]: Key extends keyof Known
        ? Key extends 'select' | 'include'
          ? OnlyKnown<Chosen[Key], NonNullable<Known[Key]>>
          : Chosen[Key]
        : never;
    }
  : Chosen;

type IsGiven<Chosen> = [keyof Chosen] extends [never] ? false : true;

/** Prisma's own sentence for two projections at once. */
type OneProjection<Select, Include, Omitted> =
  IsGiven<Select> extends true
    ? IsGiven<Include> extends true
      ? 'Please either choose `select` or `include`.'
      : IsGiven<Omitted> extends true
        ? 'Please either choose `select` or `omit`.'
        : unknown
    : unknown;

/**
 * The projection part of a method's arguments. `Known*` are Prisma's input types of the model; they
 * are part of the intersection because editors complete from them.
 */
export type Projection<Select, Include, Omitted, KnownSelect, KnownInclude, KnownOmit> = {
  select?: (KnownSelect & Select & OnlyKnown<Select, KnownSelect>) | null;
  include?: (KnownInclude & Include & OnlyKnown<Include, KnownInclude>) | null;
  omit?: (KnownOmit & Omitted & OnlyKnown<Omitted, KnownOmit>) | null;
} & OneProjection<Select, Include, Omitted>;

/** The projection of a model that has no relations to include. */
export type FlatProjection<Select, Omitted, KnownSelect, KnownOmit> = {
  select?: (KnownSelect & Select & OnlyKnown<Select, KnownSelect>) | null;
  omit?: (KnownOmit & Omitted & OnlyKnown<Omitted, KnownOmit>) | null;
} & OneProjection<Select, unknown, Omitted>;

/** What was chosen, in the form from which Prisma computes a result type. */
export type Chosen<Select, Include, Omitted> = (IsGiven<Select> extends true
  ? { select: Select }
  : unknown) &
  (IsGiven<Include> extends true ? { include: Include } : unknown) &
  (IsGiven<Omitted> extends true ? { omit: Omitted } : unknown);
