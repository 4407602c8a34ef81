/** A reason why the tour cannot go on that is not an error of shardgen's own. */
export class TourError extends Error {
  override readonly name = 'TourError';

  constructor(
    /** Stable name, such as `TOUR_BUSY`. */
    readonly code: string,
    message: string,
    /** What to do about it. */
    readonly fix: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
