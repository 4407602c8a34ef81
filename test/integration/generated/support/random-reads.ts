import type fc from 'fast-check';
import type { Loose } from '../../../support/generated-shards.js';
import type { Key } from './keys.js';
import { KEYS, keyOf, ROOTS } from './keys.js';
import { type Args, RandomFilters } from './random-filters.js';
import { COLUMNS, type Column, LINKS, type Link, SELECTORS } from './read-schema.js';

/** A read with the shard key pinned. */
export interface RandomRead {
  readonly model: string;
  readonly method: string;
  readonly args: Args;
}

const METHODS = [
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'findMany',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
];
const NUMERIC = new Set(['int', 'bigint', 'decimal', 'float']);
const isSortable = ({ kind }: Column) => !['json', 'list', 'bytes'].includes(kind);
/** Draws reads of all kinds; everything that Prisma orders has a unique last column. */
export class RandomReads extends RandomFilters {
  constructor(
    draw: fc.GeneratorValue,
    private readonly models: readonly string[],
  ) {
    super(draw);
  }

  read(): RandomRead {
    const model = this.pick(this.models);
    const method = this.pick(METHODS);
    return { model, method, args: this.args(model, method) };
  }

  private args(model: string, method: string): Args {
    const key = this.pick(KEYS[ROOTS[model] ?? ''] ?? []);
    switch (method) {
      case 'findUnique':
      case 'findUniqueOrThrow':
        return {
          where: {
            ...this.sometimes(20, () => this.besides(model, key)),
            ...this.selector(model, key),
          },
          ...this.projection(model, 2),
        };
      case 'count':
        return {
          ...this.page(model, key),
          ...this.sometimes(30, () => ({ select: { _all: true, ...this.flags(model) } })),
        };
      case 'aggregate':
        return { ...this.page(model, key), _count: true, ...this.numbers(model) };
      case 'groupBy':
        return this.groups(model, key);
      default:
        return {
          ...this.page(model, key),
          ...this.projection(model, 2),
          ...this.sometimes(15, () => ({ distinct: [this.column(model).name] })),
        };
    }
  }

  /** A filter next to a selector; on the shard key only its value is accepted there. */
  private besides(model: string, key: Key): Args {
    const names = Object.keys(keyOf(model, key));
    const entries = Object.entries(this.where(model, 1)).filter(([name]) => !names.includes(name));
    return Object.fromEntries(entries);
  }

  /** Filter, order and a piece of the result. */
  private page(model: string, key: Key): Args {
    const backwards = this.chance(20);
    return {
      where: { ...this.where(model, 2), ...this.pinned(model, key) },
      orderBy: this.orderBy(model),
      ...this.sometimes(50, () => ({
        take: this.pick([1, 2, 2, 3, 10, 0]) * (backwards ? -1 : 1),
      })),
      ...this.sometimes(25, () => ({ skip: this.pick([0, 1, 2]) })),
      ...this.sometimes(20, () => ({ cursor: this.selector(model, key) })),
    };
  }

  private pinned(model: string, key: Key): Args {
    const plain = keyOf(model, key);
    if (!this.chance(30)) return plain;
    return Object.fromEntries(Object.entries(plain).map(([name, equals]) => [name, { equals }]));
  }

  private selector(model: string, key: Key): Args {
    return this.pick(SELECTORS[model] ?? [])(key, this.pick([1, 2, 3, 9]));
  }

  private orderBy(model: string): Loose[] {
    const order: Loose[] = [];
    for (let i = this.pick([0, 1, 1, 2]); i > 0; i--) {
      const column = this.column(model, isSortable);
      const sort = this.pick(['asc', 'desc']);
      const nulls = column.optional && this.chance(50) ? this.pick(['first', 'last']) : undefined;
      order.push({ [column.name]: nulls === undefined ? sort : { sort, nulls } });
    }
    const links = LINKS[model] ?? [];
    if (links.length > 0 && this.chance(25)) order.push(this.orderByLink(this.pick(links)));
    return [...order, ...this.unique(model)];
  }

  private orderByLink(link: Link): Loose {
    const sort = this.pick(['asc', 'desc']);
    if (link.list) return { [link.name]: { _count: sort } };
    return { [link.name]: { [this.column(link.model, isSortable).name]: sort } };
  }

  /** A last column without which the order would be left to the database. */
  private unique(model: string): Loose[] {
    return (COLUMNS[model] ?? [])
      .filter((each) => each.unique)
      .map((each) => ({ [each.name]: this.pick(['asc', 'desc']) }));
  }

  private projection(model: string, depth: number): Args {
    const links = depth === 0 ? [] : (LINKS[model] ?? []);
    const nested = Object.fromEntries(
      links.filter(() => this.chance(45)).map((link) => [link.name, this.nested(link, depth - 1)]),
    );
    const counted = links.some((link) => link.list) && this.chance(20) ? { _count: true } : {};
    switch (this.pick(['none', 'include', 'include', 'select', 'omit'])) {
      case 'include':
        return Object.keys(nested).length + Object.keys(counted).length > 0
          ? { include: { ...nested, ...counted } }
          : {};
      case 'select':
        return {
          select: { [this.column(model).name]: true, ...this.flags(model), ...nested, ...counted },
        };
      case 'omit':
        return { omit: { [this.column(model).name]: true } };
      default:
        return {};
    }
  }

  private nested({ model, list }: Link, depth: number): Loose {
    if (this.chance(30) && !list) return true;
    if (!list) return this.projection(model, depth);
    return {
      ...this.sometimes(50, () => ({ where: this.where(model, 1) })),
      orderBy: this.orderBy(model),
      ...this.sometimes(40, () => ({ take: this.pick([-2, -1, 0, 1, 2]) })),
      ...this.sometimes(20, () => ({ skip: 1 })),
      ...this.projection(model, depth),
    };
  }

  private flags(model: string): Args {
    return Object.fromEntries(
      (COLUMNS[model] ?? []).filter(() => this.chance(40)).map((each) => [each.name, true]),
    );
  }

  private numbers(model: string): Args {
    const columns = COLUMNS[model] ?? [];
    const numeric = columns.filter(({ kind }) => NUMERIC.has(kind) && this.chance(60));
    // PostgreSQL sums bigints and floats in the order of its choice, and a sum of int8 extremes overflows.
    const summed = numeric.filter(({ kind }) => kind === 'int' || kind === 'decimal');
    const comparable = columns.filter(
      ({ kind }) => !['json', 'list', 'bytes', 'bool', 'uuid'].includes(kind) && this.chance(50),
    );
    const named = (list: readonly Column[]) =>
      Object.fromEntries(list.map(({ name }) => [name, true]));
    return {
      ...(summed.length > 0 && { _sum: named(summed), _avg: named(summed) }),
      ...(comparable.length > 0 && { _min: named(comparable), _max: named(comparable) }),
    };
  }

  private groups(model: string, key: Key): Args {
    const by = this.column(model, isSortable);
    const { _sum, _min, _max } = this.numbers(model);
    const numeric = (COLUMNS[model] ?? []).filter(({ kind }) => kind === 'int');
    return {
      by: [by.name],
      where: { ...this.where(model, 1), ...this.pinned(model, key) },
      _count: this.pick([true, { _all: true }]),
      ...(_sum && { _sum }),
      ...(_min && { _min }),
      ...(_max && { _max }),
      ...(numeric.length > 0 &&
        this.chance(40) && {
          having: {
            [this.pick(numeric).name]: {
              [this.pick(['_max', '_min', '_sum'])]: {
                [this.pick(['gt', 'lte'])]: this.pick([0, 1, 2]),
              },
            },
          },
        }),
      orderBy: [
        ...this.sometimesList(40, () => ({ _count: { [by.name]: this.pick(['asc', 'desc']) } })),
        { [by.name]: this.pick(['asc', 'desc']) },
      ],
      ...this.sometimes(40, () => ({ take: this.pick([1, 2, 5]) })),
      ...this.sometimes(20, () => ({ skip: 1 })),
    };
  }

  private sometimesList(percent: number, make: () => Args): Args[] {
    return this.chance(percent) ? [make()] : [];
  }
}
