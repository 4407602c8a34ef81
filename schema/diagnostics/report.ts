import type { SourceLocation } from '../model/source-location.js';
import type { SchemaCode } from './codes.js';
import type { Diagnostic } from './diagnostic.js';

/** What a rule knows about one mistake. */
export interface Mistake {
  readonly at: SourceLocation;
  readonly message: string;
  readonly fix: string;
  readonly label?: string;
  readonly related?: { readonly message: string; readonly location: SourceLocation };
}

/** Takes diagnostics as they are found. */
export type Report = (diagnostic: Diagnostic) => void;

/** A mistake that stops generation. */
export function error(code: SchemaCode, mistake: Mistake): Diagnostic {
  return diagnostic('error', code, mistake);
}

/** A doubt that the user should know of, and may decide to live with. */
export function warning(code: SchemaCode, mistake: Mistake): Diagnostic {
  return diagnostic('warning', code, mistake);
}

function diagnostic(
  severity: Diagnostic['severity'],
  code: SchemaCode,
  { at, message, fix, label, related }: Mistake,
): Diagnostic {
  return Object.freeze({
    severity,
    code,
    message,
    fix,
    location: at,
    ...(label === undefined ? {} : { label }),
    ...(related === undefined ? {} : { related }),
  });
}
