/** One row as every contender hands it out, in the types of its own driver. */
export interface OrderRow {
  readonly id: unknown;
  readonly userId: unknown;
  readonly createdAt: unknown;
}

/** `sum` as its own text. */
export interface ProductTotal {
  readonly productId: unknown;
  readonly count: unknown;
  readonly sum: unknown;
}

/** Where a keyset page begins: the last row of the page before. */
export interface PagePlace {
  readonly createdAt: Date;
  readonly userId: bigint;
  readonly id: bigint;
}

/** One way to ask the same questions of the same rows. */
export interface Contender {
  readonly name: string;
  count(): Promise<number>;
  /** The newest rows. */
  top(rows: number): Promise<readonly OrderRow[]>;
  /** The rows after a place, oldest first. */
  page(after: PagePlace, rows: number): Promise<readonly OrderRow[]>;
  /** Each product with how many orders it has, and what they come to. */
  groups(): Promise<readonly ProductTotal[]>;
  /** Hands out the oldest rows in order, one by one. */
  stream(rows: number, each: (row: OrderRow) => void): Promise<void>;
  close(): Promise<void>;
}

export const ROWS = Number(process.env['SCATTER_ROWS'] ?? 1_000_000);
export const USERS = 100_000;
export const PRODUCTS = 1000;
export const BATCH = 1000;

/** In the order of the bench: newest first, and by primary key among equals. */
export const NEWEST_FIRST = [{ createdAt: 'desc' }, { userId: 'asc' }, { id: 'asc' }] as const;
export const OLDEST_FIRST = [{ createdAt: 'asc' }, { userId: 'asc' }, { id: 'asc' }] as const;
