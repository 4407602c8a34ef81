/**
 * The rows of chunks one by one. A row that is here already costs no turn of an asynchronous generator, of
 * which there would be one for each row.
 */
export class RowIterator<Row> implements AsyncIterator<Row, undefined> {
  #chunk: readonly Row[] = [];
  #at = 0;
  #ended = false;
  /** Calls that wait for a chunk; later ones wait behind them. */
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** `stop` ends what the chunks wait for, at once. Of an aborted signal no row is handed out any more. */
  constructor(
    private readonly chunks: AsyncGenerator<readonly Row[]>,
    private readonly stop: () => void,
    private readonly signal?: AbortSignal,
  ) {}

  next(): Promise<IteratorResult<Row, undefined>> {
    const isHere = this.#waiting === 0 && this.#at < this.#chunk.length;
    if (isHere && this.signal?.aborted !== true) {
      return Promise.resolve(this.#taken());
    }
    this.#waiting++;
    const result = this.#last.then(() => this.#inTurn());
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Of `break`, and of an error in the body of the loop: nothing runs on when it settles. */
  async return(): Promise<IteratorResult<Row, undefined>> {
    await this.#end();
    return DONE;
  }

  async throw(error: unknown): Promise<IteratorResult<Row, undefined>> {
    await this.#end();
    throw error;
  }

  async #inTurn(): Promise<IteratorResult<Row, undefined>> {
    try {
      return await this.#nextOfChunks();
    } finally {
      this.#waiting--;
    }
  }

  async #nextOfChunks(): Promise<IteratorResult<Row, undefined>> {
    if (this.signal?.aborted === true && !this.#ended) {
      await this.#end();
      throw this.signal.reason;
    }
    try {
      while (!this.#ended && this.#at >= this.#chunk.length) {
        const { done, value } = await this.chunks.next();
        // Another call may have ended it meanwhile.
        if (done === true || this.#ended) this.#ended = true;
        else this.#chunk = value;
        this.#at = 0;
      }
      return this.#ended ? DONE : this.#taken();
    } catch (error) {
      // Whoever has ended the loop has no use for what became of it.
      if (this.#ended) return DONE;
      this.#ended = true;
      this.#chunk = [];
      throw error;
    }
  }

  #taken(): IteratorResult<Row, undefined> {
    // Sound: the caller has looked that there is one.
    const value = this.#chunk[this.#at++] as Row;
    return { done: false, value };
  }

  async #end(): Promise<void> {
    this.#ended = true;
    this.#chunk = [];
    this.#at = 0;
    this.stop();
    await this.chunks.return(undefined);
  }
}

const DONE: IteratorResult<never, undefined> = Object.freeze({ done: true, value: undefined });
