import type { MissingShard } from '../errors/execution-errors.js';
import type { ScatterResult } from './surface/scatter-answer.js';

/** An answer that says whether it is whole, and what it lacks. */
export function resultOf<T>(answer: T, missing: readonly MissingShard[]): ScatterResult<T> {
  const [first, ...others] = missing;
  return first === undefined
    ? { complete: true, missing: [], result: answer }
    : { complete: false, missing: [first, ...others], partial: answer };
}
