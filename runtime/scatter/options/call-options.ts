import type { OnFailure } from '../../running/scatter-settings.js';

/** How one call over several shards runs: what it was given, and for the rest what the client says. */
export interface CallOptions {
  readonly onFailure: OnFailure;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number;
  readonly maxRows: number;
  readonly maxBytes: number;
}
