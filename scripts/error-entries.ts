import type { Diagnostic } from '../schema/diagnostics/diagnostic.js';
import { diagnosticsOf } from './check-example.js';
import { type ExamplePair, readExamples } from './error-examples.js';

/** A pair of examples with what shardgen says about each. */
export interface ErrorEntry extends ExamplePair {
  readonly badSays: readonly Diagnostic[];
  /** Nothing, or the pair is wrong. */
  readonly goodSays: readonly Diagnostic[];
}

async function checkPair(pair: ExamplePair): Promise<ErrorEntry> {
  const [badSays, goodSays] = [await diagnosticsOf(pair.bad), await diagnosticsOf(pair.good)];
  return { ...pair, badSays, goodSays };
}

/** Every pair of docs/errors, checked, sorted by code. */
export async function readErrorEntries(): Promise<readonly ErrorEntry[]> {
  const entries: ErrorEntry[] = [];
  for (const pair of readExamples()) entries.push(await checkPair(pair));
  return entries;
}
