import { readIndexes } from '../indexes/read-indexes.js';
import type { Rule } from '../schema-facts.js';

/** SG1401 to SG1407: global indexes are of values that can be looked up, and are needed. */
export const globalIndexes: Rule = function* (facts) {
  for (const model of facts.models) yield* readIndexes(facts, model).diagnostics;
};
