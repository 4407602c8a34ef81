import { describe, expect, test } from 'vitest';
import { isFields } from '../../../../runtime/router/fields.js';
import { readArguments, readOnce } from '../../../../runtime/router/read-once.js';

/** Gives 1, then 2, then 3. */
function counting(): { id: number } {
  let reads = 0;
  return Object.defineProperty({ id: 0 }, 'id', { enumerable: true, get: () => ++reads });
}

class Row {
  constructor(readonly id: number) {}
}

class Money {
  constructor(readonly cents: number) {}
  toFixed(): string {
    return String(this.cents);
  }
}

describe('readOnce', () => {
  test('reads a getter once, at any depth', () => {
    const copy = readOnce({ data: [{ user: counting() }] });
    expect([copy, copy]).toEqual([
      { data: [{ user: { id: 1 } }] },
      { data: [{ user: { id: 1 } }] },
    ]);
  });

  test('takes what is inherited and leaves what is not enumerable, as Prisma does', () => {
    const inherited = Object.assign(Object.create({ id: 1 }), { name: 'a' });
    Object.defineProperty(inherited, 'hidden', { value: 2 });
    expect(readOnce(inherited)).toStrictEqual({ id: 1, name: 'a' });
    expect(readOnce(Object.assign(Object.create(null), { id: 1 }))).toStrictEqual({ id: 1 });
  });

  test('reads lists by index', () => {
    const list = Object.defineProperty([1, 2], Symbol.iterator, {
      value: () => [][Symbol.iterator](),
    });
    expect(readOnce({ list })).toEqual({ list: [1, 2] });
    expect(readOnce([counting()])).toEqual([{ id: 1 }]);
  });

  test('reads through a Proxy', () => {
    expect(readOnce(new Proxy({ id: 1 }, {}))).toStrictEqual({ id: 1 });
    expect(readOnce(new Proxy(new Money(5), {}))).toBe('5');
    let reads = 0;
    const fickle = new Proxy(
      { id: 0 },
      { get: (_, name) => (name === 'id' ? ++reads : undefined) },
    );
    const copy = readOnce(fickle);
    expect([copy, copy]).toEqual([{ id: 1 }, { id: 1 }]);
  });

  test('keeps values, and instances of classes that always answer alike', () => {
    const values = [
      new Date(0),
      new Uint8Array([1]),
      new Money(5),
      new Row(1),
      1n,
      null,
      undefined,
    ];
    expect((readOnce(values) as unknown[]).map((value, i) => value === values[i])).toEqual(
      values.map(() => true),
    );
    const changing = Object.defineProperties(
      new Row(1),
      Object.getOwnPropertyDescriptors(counting()),
    );
    const copy = readOnce(changing);
    expect([copy, copy]).toStrictEqual([{ id: 1 }, { id: 1 }]);
  });

  test('asks toJSON once, and what it gave stays hidden from routing', () => {
    let asked = 0;
    const copy = readOnce({ toJSON: () => ({ id: ++asked }) });
    expect(isFields(copy)).toBe(false);
    expect([JSON.stringify(copy), JSON.stringify(copy)]).toEqual(['{"id":1}', '{"id":1}']);
  });

  test('drops a property called __proto__, as Prisma does', () => {
    const copy = readOnce(JSON.parse('{ "id": 1, "__proto__": { "name": "x" } }'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy).toStrictEqual({ id: 1 });
  });
});

test('the arguments themselves are their own properties, as Prisma takes them', () => {
  const args = Object.assign(Object.create({ where: { id: 1 } }), { data: counting() });
  expect(readArguments(args)).toStrictEqual({ data: { id: 1 } });
  expect([undefined, null, 5].map(readArguments)).toEqual([undefined, null, 5]);
  expect(readArguments([1])).toEqual([1]);
});

test.each(['__prismaRawParameters__', '$type'])(
  'an object with the mark %s has no fields',
  (mark) => {
    expect(isFields({ id: 1, [mark]: true })).toBe(false);
  },
);
