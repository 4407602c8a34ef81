import type { SourceLocation } from '../model/source-location.js';

/** A mistake (or a doubt) in a schema. Collected, never thrown one at a time. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable code, `SG1xxx`; listed in docs/errors.md. */
  readonly code: string;
  /** What is wrong, in the user's own words. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  readonly location: SourceLocation;
  /** A few words behind the caret: what stands there. */
  readonly label?: string;
  /** Another place that explains this one: the earlier annotation, the parent's key. */
  readonly related?: { readonly message: string; readonly location: SourceLocation };
}
