/** What every error of shardgen carries. */
export interface ShardgenErrorDetails {
  /** Stable code, `SG` and four digits; listed in docs/errors.md. */
  readonly code: string;
  /** What is wrong, naming the model, key, shard or file. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly cause?: unknown;
}

/**
 * Base of all named errors. Recognise one by `code`, which stays the same across versions and
 * across duplicate installs, where `instanceof` does not.
 */
export class ShardgenError extends Error {
  override readonly name: string = 'ShardgenError';
  readonly code: string;
  readonly fix: string;

  constructor(details: ShardgenErrorDetails) {
    super(
      `${details.code}: ${details.message}\n  fix: ${details.fix}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = details.code;
    this.fix = details.fix;
  }
}
