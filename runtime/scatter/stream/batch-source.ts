import type { SortedRows } from '../../merge/merge-until-empty.js';

/** Some rows of one shard, in order. */
export interface Batch<Row, Place> {
  readonly rows: readonly Row[];
  /** Where the last row stands in the order; undefined when no row can follow. */
  readonly next: Place | undefined;
}

/** Asks a shard for its rows behind a place; without one, for its first rows. */
export type ReadBatch<Row, Place> = (
  shard: number,
  after: Place | undefined,
) => Promise<Batch<Row, Place>>;

/** The rows of one shard, of which at most one batch is read ahead of the one that is being taken. */
export class BatchSource<Row, Place> implements SortedRows<Row> {
  #rows: readonly Row[] = [];
  #at = 0;
  #ahead: Promise<Batch<Row, Place>> | undefined;

  constructor(
    private readonly shard: number,
    private readonly read: ReadBatch<Row, Place>,
    after: Place | undefined,
  ) {
    this.#ask(after);
  }

  get head(): Row | undefined {
    return this.#rows[this.#at];
  }

  get hasMore(): boolean {
    return this.#ahead !== undefined;
  }

  /** The rows that are here and were not taken. */
  get waiting(): readonly Row[] {
    return this.#rows.slice(this.#at);
  }

  take(): void {
    this.#at++;
  }

  /** Waits for the batch ahead, if nothing is left of the last one, and asks for the one behind it. */
  async fill(): Promise<void> {
    while (this.head === undefined && this.#ahead !== undefined) {
      const { rows, next } = await this.#ahead;
      this.#rows = rows;
      this.#at = 0;
      this.#ahead = undefined;
      if (next !== undefined) this.#ask(next);
    }
  }

  /** Waits until nothing is being read, whatever comes of it. */
  async settle(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
  }

  #ask(after: Place | undefined): void {
    this.#ahead = this.read(this.shard, after);
    // Who takes the rows hears of it when they get there.
    this.#ahead.catch(() => undefined);
  }
}
