/** One file of a Prisma schema. */
export interface SchemaFile {
  /** As messages should show it. */
  readonly path: string;
  readonly content: string;
}
