import { drawOnce } from '../data/drawn.js';
import type { Draws } from '../data/draws.js';
import type { OracleSchema } from '../model/oracle-model.js';
import { kindsOf } from './kinds.js';
import type { Query } from './query.js';

/** How many queries are drawn to find one of each kind. */
const DRAWS = 4000;

/** Queries that have every kind among them which so many random ones have: the same ones every time. */
export function oneOfEachKind(
  schema: OracleSchema,
  make: (draws: Draws) => Query,
  isWanted: (query: Query) => boolean = () => true,
): readonly Query[] {
  const found = new Set<string>();
  const queries: Query[] = [];
  for (let seed = 0; seed < DRAWS; seed++) {
    const query = drawOnce(make, seed);
    const kinds = kindsOf(schema, query);
    if (!isWanted(query) || [...kinds].every((kind) => found.has(kind))) continue;
    for (const kind of kinds) found.add(kind);
    queries.push(query);
  }
  return queries;
}
