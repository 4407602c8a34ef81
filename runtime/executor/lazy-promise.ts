/**
 * A promise that starts its work at the first `then`, as Prisma's do: a call that nobody awaits does
 * nothing, and its errors arrive as rejections. It starts once; later `then`s share the result.
 *
 * Relations of the row are methods beside its own, so these begin with an underscore, which no field
 * of a Prisma model does.
 */
export abstract class LazyPromise<T> implements Promise<T> {
  private _started: PromiseLike<T> | undefined;

  get [Symbol.toStringTag](): string {
    return 'LazyPromise';
  }

  /** Begins the work. May throw: that becomes a rejection. */
  protected abstract _start(): PromiseLike<T>;

  /** What the caller gets for a failure of the work. */
  protected _explain(error: unknown): unknown {
    return error;
  }

  /** The work itself, begun now if it was not yet. */
  protected _begun(): PromiseLike<T> {
    this._started ??= this._start();
    return this._started;
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    let work: PromiseLike<T>;
    try {
      this._started ??= this._start();
      work = this._started;
    } catch (error) {
      return Promise.reject(error).then(onFulfilled, onRejected);
    }
    const reject = (error: unknown): B | PromiseLike<B> => {
      const explained = this._explain(error);
      if (onRejected === undefined || onRejected === null) throw explained;
      return onRejected(explained);
    };
    // Sound: both kinds of work, Prisma's promise and a native one, return a full Promise.
    return work.then(onFulfilled, reject) as Promise<A | B>;
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onFinally);
  }
}

/** A lazy promise of an ordinary async function. */
export function lazily<T>(work: () => Promise<T>): Promise<T> {
  return new LazyFunction(work);
}

class LazyFunction<T> extends LazyPromise<T> {
  constructor(private readonly _work: () => Promise<T>) {
    super();
  }

  protected _start(): PromiseLike<T> {
    return this._work();
  }
}
