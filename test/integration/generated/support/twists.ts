type Fields = Record<string, unknown>;

/** Other ways to write a key value: equal ones, near ones and illegal ones. */
export function spoil(value: unknown, skip: unknown): readonly unknown[] {
  const anyway = [
    null,
    undefined,
    skip,
    { set: value },
    { equals: value },
    [value],
    {},
    Number.NaN,
  ];
  if (typeof value === 'bigint') {
    return [
      ...anyway,
      String(value),
      Number(value),
      -value,
      `${value}e0`,
      1e21,
      -0,
      1.5,
      Object(value),
      true,
    ];
  }
  if (typeof value === 'number') {
    return [...anyway, String(value), BigInt(value), value + 0.5, 2 ** 31, -0, Object(value)];
  }
  const text = String(value);
  return [
    ...anyway,
    text.toUpperCase(),
    text.replaceAll('-', ''),
    `{${text}}`,
    `${text} `,
    ` ${text}`,
    text.normalize('NFC'),
    text.normalize('NFD'),
    `${text}\0`,
    `${text}\ud800`,
    Object(text),
  ];
}

/** Getters that give one value the first time and another one afterwards. */
export function turncoat(first: Fields, then: Fields, turnAt = 1): Fields {
  const made: Fields = {};
  for (const name of new Set([...Object.keys(first), ...Object.keys(then)])) {
    let reads = 0;
    Object.defineProperty(made, name, {
      enumerable: true,
      get: () => (reads++ < turnAt ? first : then)[name],
    });
  }
  return made;
}

/** A Proxy that shows one object to those who ask for a name, and another to those who list names. */
export function masked(shown: Fields, listed: Fields): Fields {
  let asked = false;
  return new Proxy(listed, {
    ownKeys: (target) => {
      asked = true;
      return Reflect.ownKeys(target);
    },
    get: (target, name) => Reflect.get(asked ? target : shown, name),
  });
}

/** An array that hides its entries from everybody who does not count. */
export function hollow(entries: readonly unknown[]): unknown[] {
  const list = [...entries];
  const nothing = { value: () => [][Symbol.iterator]() };
  Object.defineProperties(list, {
    entries: nothing,
    [Symbol.iterator]: nothing,
    map: { value: () => [] },
    flatMap: { value: () => [] },
    forEach: { value: () => undefined },
  });
  return list;
}

/** An object in the form in which Prisma's raw queries pass values on unread. */
export const rawParameters = (shown: Fields, values: unknown): Fields => ({
  ...shown,
  __prismaRawParameters__: true,
  values,
});

/** Ways to give `value` so that somebody who reads it carelessly sees it, and Prisma sees `other`. */
export function twist(value: Fields, other: Fields, skip: unknown): readonly (() => unknown)[] {
  return [
    () => Object.assign(Object.create(null), value),
    () => Object.create(value),
    () => Object.assign(Object.create(other), value),
    () => turncoat(value, other),
    () => turncoat(value, other, 2),
    () => masked(value, other),
    () => new Proxy(value, {}),
    () => [value],
    () => hollow([other]),
    () => [value, undefined],
    () => new Map(Object.entries(value)),
    () => ({ ...value, toJSON: () => other }),
    () => rawParameters(value, other),
    () => ({ ...value, $type: 'Raw', value: other }),
    () => ({ ...value, $type: 'BigInt' }),
    () => Object.defineProperties({ ...other }, Object.getOwnPropertyDescriptors(value)),
    () => Object.assign(new (class Row {})(), value),
    () => Object.defineProperties(() => undefined, Object.getOwnPropertyDescriptors(value)),
    () => skip,
    () => null,
    () => undefined,
  ];
}
