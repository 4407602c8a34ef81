/** How wild the calls are. */
export interface Wildness {
  /** Wrong keys in every form, and objects that say something else than they seem to. */
  readonly hostile: boolean;
  /** `Prisma.skip`. */
  readonly skip: unknown;
  /** Only models and relations for which one database is an oracle. */
  readonly only?: ReadonlySet<string>;
}
