/** Any class that `prisma generate` made. What it constructs is checked where it is used. */
export type PrismaClientClass = new (options: never) => object;

/** One model of a client: a method per operation, and `fields`. */
export type DelegateLike = Readonly<Record<string, unknown>>;

/** A client as this room uses it. */
export interface ClientLike {
  readonly [delegate: string]: unknown;
  $disconnect(): Promise<void>;
  $connect(): Promise<void>;
}
