import type fc from 'fast-check';
import type { Relation } from '../../../../schema/model/relation.js';
import type { ShardedModel } from '../../../../schema/model/sharded-model.js';
import { Draws } from './draws.js';
import { KEYS, type Key, keyOf, MODELS } from './keys.js';
import { spoil, twist } from './twists.js';
import type { Wildness } from './wildness.js';
import {
  BODIES,
  CHANGES,
  CHANGING,
  CREATING,
  FIRST_NAMES,
  LINKS,
  METHODS,
  SECOND_NAMES,
  TEXT_IDS,
} from './write-schema.js';

/** A write as a JavaScript caller may try it. */
export interface RandomWrite {
  readonly model: string;
  readonly method: string;
  readonly args: unknown;
}

let unused = 1000;

/** Draws calls: mostly of the right form, with keys that are sometimes wrong. */
export class RandomWrites extends Draws {
  private key: Key = [];

  constructor(
    draw: fc.GeneratorValue,
    private readonly models: ReadonlyMap<string, ShardedModel>,
    private readonly wildness: Wildness,
  ) {
    super(draw);
  }

  call(): RandomWrite {
    const model = this.pick(MODELS.filter((each) => this.isUsed(each)));
    this.key = this.pick(this.keysOf(model));
    const method = this.pick(METHODS);
    return { model, method, args: this.args(model, method) };
  }

  private args(model: string, method: string): unknown {
    switch (method) {
      case 'create':
        return { data: this.row(model, 2, 'own') };
      case 'createMany':
      case 'createManyAndReturn':
        return this.many(model);
      case 'upsert':
        return {
          where: this.selector(model),
          create: this.row(model, 2, 'own'),
          update: this.change(model, 2),
        };
      case 'update':
        return { where: this.selector(model), data: this.change(model, 2) };
      case 'delete':
        return { where: this.selector(model) };
      case 'deleteMany':
        return { where: this.odd(keyOf(model, this.key)), ...(this.chance(30) && { limit: 0 }) };
      default:
        return {
          where: this.odd(keyOf(model, this.key)),
          data: this.change(model, 0),
          ...(this.chance(10) && { limit: 9 }),
        };
    }
  }

  /** Rows of several keys, so that they are split by shard. */
  private many(model: string): unknown {
    const { hostile } = this.wildness;
    const own = this.key;
    const data = this.several(() => {
      this.key = this.chance(60) ? this.pick(this.keysOf(model)) : own;
      const row = this.row(model, hostile && this.chance(10) ? 1 : 0, hostile ? 'own' : 'batch');
      // Now and then a row that is there already.
      return this.chance(15) ? { ...Object(row), ...(model === 'Order' && { id: 1 }) } : row;
    });
    return { data, ...(this.chance(25) && { skipDuplicates: true }) };
  }

  /** A new row, which gives its key itself, by its owner, or leaves it to its parent. */
  private row(model: string, depth: number, by: 'own' | 'parent' | 'batch'): unknown {
    const row: Record<string, unknown> = { ...BODIES[model]?.(unused++), ...this.links(model) };
    const owner = this.of(model).relations.find((r) => r.fields.length > 0 && r.carriesShardKey);
    const { hostile } = this.wildness;
    // Two databases would fill in two different keys, and never agree.
    const isMade = this.of(model).shardKey.some(({ generated }) => generated !== undefined);
    const isGiven = {
      batch: 100,
      own: owner === undefined && !hostile ? 100 : 75,
      parent: isMade && !hostile ? 100 : 25,
    };
    if (this.chance(isGiven[by])) Object.assign(row, this.keyFields(model));
    else if (owner !== undefined && this.chance(60)) {
      row[owner.name] = this.operations(owner, depth - 1, ['connect', 'create', 'connectOrCreate']);
    }
    if (depth > 0) Object.assign(row, this.nested(model, depth, CREATING));
    return this.odd(row);
  }

  private change(model: string, depth: number): unknown {
    const change: Record<string, unknown> = this.chance(30) ? { ...this.links(model) } : {};
    if (this.chance(50)) Object.assign(change, CHANGES[model]?.(this.pick([1, 2, 3])));
    if (this.chance(this.wildness.hostile ? 6 : 1)) Object.assign(change, this.keyFields(model));
    if (this.wildness.hostile && this.chance(4)) {
      for (const [name, value] of Object.entries(this.keyFields(model)))
        change[name] = { set: value };
    }
    if (depth > 0) Object.assign(change, this.nested(model, depth, CHANGING));
    return this.odd(change);
  }

  private nested(model: string, depth: number, operations: readonly string[]): object {
    const relations = this.of(model).relations.filter(({ target }) => this.isUsed(target));
    const chosen = relations.filter(() => this.chance(60 / relations.length + 10));
    return Object.fromEntries(
      chosen.map((relation) => [relation.name, this.operations(relation, depth - 1, operations)]),
    );
  }

  private operations(relation: Relation, depth: number, names: readonly string[]): unknown {
    const legal = relation.list
      ? names
      : names.filter((name) => !['createMany', 'set', 'updateMany', 'deleteMany'].includes(name));
    const chosen = [this.pick(this.wildness.hostile && this.chance(4) ? names : legal)];
    if (this.chance(15)) chosen.push(this.pick(legal));
    return this.odd(
      Object.fromEntries(chosen.map((name) => [name, this.operation(relation, depth, name)])),
    );
  }

  private operation({ target, list }: Relation, depth: number, name: string): unknown {
    const many = (one: () => unknown) =>
      list !== (this.wildness.hostile && this.chance(3)) ? this.several(one) : one();
    switch (name) {
      case 'create':
        return many(() => this.row(target, depth, 'parent'));
      case 'createMany':
        return { data: this.several(() => this.row(target, 0, 'parent')) };
      case 'connect':
      case 'set':
        return many(() => this.selector(target));
      case 'disconnect':
      case 'delete':
        return list ? many(() => this.selector(target)) : this.pick([true, {}]);
      case 'connectOrCreate':
        return many(() => ({
          where: this.selector(target),
          create: this.row(target, depth, 'parent'),
        }));
      case 'update':
        return many(() =>
          list || this.chance(50)
            ? this.odd({
                ...(list && { where: this.selector(target) }),
                data: this.change(target, depth),
              })
            : this.change(target, depth),
        );
      case 'updateMany':
        return many(() => this.odd({ where: {}, data: this.change(target, 0) }));
      case 'upsert':
        return many(() => ({
          ...(list && { where: this.selector(target) }),
          create: this.row(target, depth, 'parent'),
          update: this.change(target, depth),
        }));
      default:
        return {};
    }
  }

  /** Names a row by any of its unique constraints, with or without its key. */
  private selector(model: string): unknown {
    const keyed = this.keyFields(model);
    const { uniques } = this.of(model);
    const { name, fields, compound } = this.pick(uniques);
    const values = Object.fromEntries(
      fields.map((field) => [field, field in keyed ? keyed[field] : this.idOf(field)]),
    );
    const selector = compound ? { [name]: this.odd(values) } : values;
    return this.odd(this.chance(compound ? 30 : 80) ? { ...keyed, ...selector } : selector);
  }

  /** Of a row that exists, most of the time. */
  private idOf(field: string): unknown {
    const id = this.pick([1, 1, 2, 3, unused++]);
    return field in TEXT_IDS ? `${TEXT_IDS[field]}${id}` : id;
  }

  /** The call's own key, and sometimes one of somebody else or a spoilt one. */
  private keyFields(model: string): Record<string, unknown> {
    const { hostile, skip } = this.wildness;
    const key = this.chance(hostile ? 85 : 96) ? this.key : this.pick(this.keysOf(model));
    const given = key.map((value) =>
      hostile && this.chance(4) ? this.pick(spoil(value, skip)) : value,
    );
    return keyOf(model, given);
  }

  private links(model: string): object {
    const given = (LINKS[model] ?? []).filter(
      (name) =>
        (this.wildness.hostile || name !== 'giftId') &&
        this.chance(name === 'orderId' || name === 'shelf' ? 75 : 25),
    );
    return Object.fromEntries(given.map((name) => [name, this.pick([1, 2, 3, null])]));
  }

  /** Now and then in a form that says something else than it seems to. */
  private odd(value: object): unknown {
    if (!this.wildness.hostile || !this.chance(4)) return value;
    const fields = value as Record<string, unknown>; // every object that is drawn is a plain one
    const group = Object.keys(KEYS).find((root) => KEYS[root]?.includes(this.key)) ?? '';
    const foreign = this.pick(KEYS[group] ?? []);
    const other = { ...fields };
    for (const name of FIRST_NAMES) if (name in fields) other[name] = foreign[0];
    for (const name of SECOND_NAMES) if (name in fields) other[name] = foreign[1];
    return this.pick(twist(fields, other, this.wildness.skip))();
  }

  private several(one: () => unknown): unknown[] {
    return Array.from({ length: this.pick([1, 1, 2, 3]) }, one);
  }

  private isUsed(model: string): boolean {
    return this.wildness.only?.has(model) ?? true;
  }

  private keysOf(model: string): readonly Key[] {
    return KEYS[this.of(model).group] ?? [];
  }

  private of(model: string): ShardedModel {
    const found = this.models.get(model);
    if (found === undefined) throw new Error(`no model ${model}`);
    return found;
  }
}
