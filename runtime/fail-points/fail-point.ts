/** A numbered place in the runtime at which a test can stop the world. */
export interface FailPoint {
  /** What it is a step of, such as `createMany`. */
  readonly of: string;
  /** From 1, in the order in which the steps are reached. */
  readonly number: number;
  /** What is done, and what is not yet. */
  readonly title: string;
}

/** Who is told that a fail point is reached; nobody, outside of tests. */
export interface FailPoints {
  /** The runtime goes on when this resolves; it may reject, and it may never settle. */
  reach(point: FailPoint): Promise<void>;
}

const declared: FailPoint[] = [];

/**
 * Declares the steps of an operation, once, where the module that runs it is loaded.
 *
 * @example
 * const POINTS = declareFailPoints('createMany', { split: 'the rows are split, nothing is sent' });
 * await failPoints?.reach(POINTS.split);
 */
export function declareFailPoints<Step extends string>(
  of: string,
  steps: Readonly<Record<Step, string>>,
): Readonly<Record<Step, FailPoint>> {
  const entries = Object.entries<string>(steps).map(([step, title], index) => {
    const point: FailPoint = Object.freeze({ of, number: index + 1, title });
    declared.push(point);
    return [step, point] as const;
  });
  // Sound: the entries are those of `steps`.
  return Object.freeze(Object.fromEntries(entries)) as Readonly<Record<Step, FailPoint>>;
}

/** Every fail point of the modules that are loaded. */
export function declaredFailPoints(): readonly FailPoint[] {
  return [...declared];
}
