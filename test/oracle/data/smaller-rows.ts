import type { OracleSchema } from '../model/oracle-model.js';
import type { Args } from './plain.js';
import { type Rows, same } from './random-rows.js';

/**
 * The rows without some of them, and without those that refer to these, many of them first; then with
 * fewer values in them.
 */
export function* smallerRows(schema: OracleSchema, rows: Rows): Generator<Rows> {
  const children = schema.models.toReversed();
  for (const { name } of children) {
    if ((rows.get(name) ?? []).length > 0) yield without(schema, rows, new Set(rows.get(name)));
  }
  for (const { name } of children) {
    const list = rows.get(name) ?? [];
    for (let size = Math.ceil(list.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let from = 0; from < list.length && list.length > 1; from += size) {
        yield without(schema, rows, new Set(list.slice(from, from + size)));
      }
    }
  }
  for (const model of children) {
    const nullable = model.columns.filter(
      ({ name, optional }) =>
        optional && (rows.get(model.name) ?? []).some((row) => row[name] !== null),
    );
    for (const { name } of nullable) yield withNulls(rows, model.name, name);
  }
}

function withNulls(rows: Rows, model: string, column: string): Rows {
  const emptied = (rows.get(model) ?? []).map((row) => ({ ...row, [column]: null }));
  return new Map([...rows]).set(model, emptied);
}

function without(schema: OracleSchema, rows: Rows, gone: Set<Args>): Rows {
  for (const model of schema.models) {
    for (const row of rows.get(model.name) ?? []) {
      const lost = model.links.some((link) => {
        if (link.fields.length === 0 || link.fields.some((field) => row[field] === null))
          return false;
        const parent = (rows.get(link.model) ?? []).find((each) =>
          link.fields.every((field, i) => same(row[field], each[link.references[i] ?? ''])),
        );
        return parent !== undefined && gone.has(parent);
      });
      if (lost) gone.add(row);
    }
  }
  return new Map([...rows].map(([name, list]) => [name, list.filter((row) => !gone.has(row))]));
}
