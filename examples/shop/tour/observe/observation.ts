/** One statement as it reached the database of a shard. */
export interface ObservedStatement {
  readonly shard: string;
  readonly sql: string;
}

/** Statements in the order in which they were sent. Not what the router says: what really went out. */
export interface Observation {
  record(statement: ObservedStatement): void;
  /** What was sent while `work` ran. One call at a time: calls that overlap would be mixed up. */
  during<T>(
    work: () => PromiseLike<T>,
  ): Promise<{ readonly answer: T; readonly sent: readonly ObservedStatement[] }>;
}

export function createObservation(): Observation {
  const all: ObservedStatement[] = [];
  return Object.freeze({
    record: (statement: ObservedStatement) => void all.push(statement),
    async during<T>(work: () => PromiseLike<T>) {
      const before = all.length;
      const answer = await work();
      return { answer, sent: all.slice(before) };
    },
  });
}
