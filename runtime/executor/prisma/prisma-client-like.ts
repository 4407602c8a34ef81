/** Any class that `prisma generate` made. What it constructs is checked where it is used. */
export type PrismaClientClass = new (options: never) => object;

/** One model of a client: a method per operation, and `fields`. */
export type DelegateLike = Readonly<Record<string, unknown>>;

/** Of an interactive transaction. */
export interface TransactionOptions {
  readonly isolationLevel: 'ReadCommitted';
  /** Milliseconds to wait for its beginning. */
  readonly maxWait: number;
  /** Milliseconds until it is rolled back. */
  readonly timeout: number;
}

/** The models of a client inside of a transaction. */
export type TransactionLike = Readonly<Record<string, DelegateLike | undefined>>;

/** A client as this room uses it. */
export interface ClientLike {
  readonly [delegate: string]: unknown;
  $transaction(
    work: (transaction: TransactionLike) => PromiseLike<unknown>,
    options: TransactionOptions,
  ): Promise<unknown>;
  $disconnect(): Promise<void>;
  $connect(): Promise<void>;
}
