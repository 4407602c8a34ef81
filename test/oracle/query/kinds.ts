import { type Args, isPlain, type Loose } from '../data/plain.js';
import type { OracleModel, OracleSchema } from '../model/oracle-model.js';
import type { Query } from './query.js';

const CHANGES = ['set', 'push', 'increment', 'decrement', 'multiply'];
const OPTIONS = ['take', 'skip', 'cursor', 'distinct', 'select', 'include', 'omit', 'having'];
const LOGIC = ['AND', 'OR', 'NOT'];

/** Names of what a query asks for, such as `findMany: order by relation`. */
export function kindsOf(schema: OracleSchema, { model, method, args, shards }: Query): Set<string> {
  const found = new Set<string>(['']);
  const of = schema.model(model);
  for (const name of OPTIONS) if (args[name] !== undefined) found.add(name);
  if (args['take'] < 0) found.add('negative take');
  if (shards !== undefined) found.add('onShards');
  if (isPlain(args['where']) && method !== 'findUnique' && method !== 'findUniqueOrThrow') {
    whereKinds(of, args['where'], found);
  }
  if (method === 'groupBy') groupKinds(of, args, found);
  else if (args['orderBy'] !== undefined) orderKinds(of, args['orderBy'], found);
  if (method === 'aggregate') aggregateKinds(args, found);
  if (method === 'updateMany') changeKinds(args['data'], found);
  if (args['skipDuplicates'] === true) found.add('skipDuplicates');
  if (JSON.stringify(Object.keys(args['include'] ?? {})).includes('_count')) found.add('_count');
  return new Set([...found].map((name) => (name === '' ? method : `${method}: ${name}`)));
}

function whereKinds(model: OracleModel, where: Args, found: Set<string>): void {
  found.add('where');
  for (const [name, value] of Object.entries(where)) {
    if (LOGIC.includes(name)) found.add(name);
    const link = model.links.find((each) => each.name === name);
    if (link !== undefined && isPlain(value)) {
      for (const operator of Object.keys(value)) {
        if (['some', 'every', 'none', 'is', 'isNot'].includes(operator)) found.add(operator);
      }
    }
    if (model.shardKey.includes(name) && isPlain(value) && Array.isArray(value['in'])) {
      found.add('in on the key');
    }
  }
}

function changeKinds(data: Args, found: Set<string>): void {
  for (const value of Object.values(data)) {
    const [name] = isPlain(value) ? Object.keys(value) : [];
    found.add(CHANGES.find((change) => change === name) ?? 'a value');
  }
}

function orderKinds(model: OracleModel, orderBy: Loose, found: Set<string>): void {
  const terms: readonly Args[] = [orderBy].flat();
  found.add('order');
  if (terms.length > 1) found.add('order by several');
  for (const term of terms) {
    const [[name = '', value] = []] = Object.entries(term);
    const link = model.links.find((each) => each.name === name);
    if (link === undefined) {
      const column = model.columns.find((each) => each.name === name);
      found.add(`order by ${column?.type ?? 'nothing'}`);
      if (isPlain(value)) found.add(`nulls ${value['nulls']}`);
    } else {
      found.add(link.list ? 'order by count' : 'order by relation');
    }
  }
}

function groupKinds(model: OracleModel, args: Args, found: Set<string>): void {
  const by: readonly string[] = args['by'];
  const byKey = model.shardKey.every((name) => by.includes(name));
  found.add(byKey ? 'by the key' : 'by others');
  if (args['having'] !== undefined && byKey) found.add('having by the key');
  const terms: readonly Args[] = args['orderBy'] ?? [];
  for (const name of terms.flatMap(Object.keys)) {
    found.add(name.startsWith('_') ? `order by ${name}` : 'order by columns');
  }
  if (args['take'] !== undefined && !byKey) found.add('take by others');
  aggregateKinds(args, found);
}

function aggregateKinds(args: Args, found: Set<string>): void {
  for (const name of Object.keys(args)) if (name.startsWith('_')) found.add(name);
}
