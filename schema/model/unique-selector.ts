/** One way to name a single row in Prisma's `WhereUniqueInput`: `id`, or `userId_id` for a compound. */
export interface UniqueSelector {
  /** The property of `WhereUniqueInput`. */
  readonly name: string;
  readonly fields: readonly string[];
  /** A compound selector nests its fields under `name`. */
  readonly compound: boolean;
}
