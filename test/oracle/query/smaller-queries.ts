import { isPlain, type Loose } from '../data/plain.js';
import type { Query } from './query.js';

/** Arguments without which a call of the method would be another one. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  findUnique: ['where'],
  findUniqueOrThrow: ['where'],
  groupBy: ['by'],
  updateMany: ['data'],
  createMany: ['data'],
};

/** The query with one part of its arguments left out, the biggest parts first. */
export function* smallerQueries(query: Query): Generator<Query> {
  const { shards, ...everywhere } = query;
  if (shards !== undefined) yield everywhere;
  const needed = NEEDED[query.method] ?? [];
  for (const name of Object.keys(query.args)) {
    if (needed.includes(name)) continue;
    const { [name]: _, ...args } = query.args;
    yield { ...query, args };
  }
  for (const [name, value] of Object.entries(query.args)) {
    for (const smaller of smallerValues(value)) {
      yield { ...query, args: { ...query.args, [name]: smaller } };
    }
  }
}

function* smallerValues(value: Loose): Generator<Loose> {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) yield value.filter((_, index) => index !== i);
    for (let i = 0; i < value.length; i++) {
      for (const smaller of smallerValues(value[i])) yield value.with(i, smaller);
    }
    return;
  }
  if (!isPlain(value)) return;
  const entries = Object.entries(value);
  for (const [name] of entries) {
    yield Object.fromEntries(entries.filter(([other]) => other !== name));
  }
  for (const [name, inner] of entries) {
    if (isPlain(inner) && entries.length === 1) yield inner;
    for (const smaller of smallerValues(inner)) yield { ...value, [name]: smaller };
  }
}
