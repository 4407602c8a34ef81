import type { Loose } from '../../../support/generated-shards.js';
import { Draws } from './draws.js';
import { COLUMNS, type Column, LINKS, VALUES } from './read-schema.js';

export type Args = Record<string, Loose>;

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  text: ['equals', 'not', 'in', 'notIn', 'contains', 'startsWith', 'endsWith', 'lt', 'gte'],
  enum: ['equals', 'not', 'in', 'notIn'],
  uuid: ['equals', 'not', 'in', 'lt'],
  bool: ['equals', 'not'],
  list: ['has', 'hasSome', 'isEmpty', 'equals'],
  json: ['equals', 'not'],
  bytes: ['equals', 'not', 'in'],
};
const ORDERED = ['equals', 'not', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte'];

/** Draws filters: many operators, AND, OR, NOT, and filters on relations. */
export abstract class RandomFilters extends Draws {
  protected where(model: string, depth: number): Args {
    const where: Args = {};
    for (let i = this.pick([0, 0, 0, 1, 1, 2]); i > 0; i--) {
      const column = this.column(model);
      where[column.name] = this.filter(column);
    }
    if (depth === 0) return where;
    if (this.chance(20)) where['OR'] = [this.where(model, depth - 1), this.where(model, depth - 1)];
    if (this.chance(15)) where['NOT'] = this.where(model, depth - 1);
    if (this.chance(15)) where['AND'] = [this.where(model, depth - 1)];
    const links = LINKS[model] ?? [];
    if (links.length > 0 && this.chance(35)) {
      const link = this.pick(links);
      const operator = this.pick(link.list ? ['some', 'every', 'none'] : ['is', 'isNot']);
      const inner = link.optional && this.chance(30) ? null : this.where(link.model, depth - 1);
      where[link.name] = { [operator]: inner };
    }
    return where;
  }

  private filter(column: Column): Loose {
    const value = () => this.pick(VALUES[column.kind] ?? []);
    if (column.optional && column.kind !== 'json' && this.chance(20))
      return this.pick([null, { not: null }]);
    const operator = this.pick(OPERATORS[column.kind] ?? ORDERED);
    switch (operator) {
      case 'in':
      case 'notIn':
        return { [operator]: [value(), value()] };
      case 'hasSome':
        return { hasSome: this.pick(VALUES['list'] ?? []) };
      case 'has':
        return { has: this.pick(VALUES['text'] ?? []) };
      case 'isEmpty':
        return { isEmpty: this.chance(50) };
      case 'contains':
      case 'startsWith':
      case 'endsWith':
        return { [operator]: value(), ...this.sometimes(40, () => ({ mode: 'insensitive' })) };
      case 'not':
        return {
          not:
            this.chance(50) || column.kind === 'json' || column.kind === 'list'
              ? value()
              : { equals: value() },
        };
      default:
        return { [operator]: value() };
    }
  }

  protected column(model: string, fits: (column: Column) => boolean = () => true): Column {
    return this.pick((COLUMNS[model] ?? []).filter(fits));
  }
}
