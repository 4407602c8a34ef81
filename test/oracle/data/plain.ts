import type { Loose } from '../../support/generated-shards.js';

export type { Loose };

export type Args = Record<string, Loose>;

/** An object that was written with braces: no Date, no bytes, no Decimal. */
export function isPlain(value: Loose): value is Args {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
