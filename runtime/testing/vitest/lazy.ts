import { inspect } from 'node:util';
import { virtualShardsNotRunning } from '../../errors/testing-errors.js';

/** Asked of any object by `await` and by printers, who want no answer. */
const PROBES: ReadonlySet<string | symbol> = new Set(['then', Symbol.toStringTag, inspect.custom]);

/**
 * Stands for what `peek` answers when it is used, so that it can be destructured and passed on before
 * it is there. Used before, it throws SG7009. Give `[]` as `shape` for an array.
 */
export function lazy<T extends object>(peek: () => T | undefined, shape: object = {}): T {
  const found = (): T => {
    const value = peek();
    if (value === undefined) throw virtualShardsNotRunning('before');
    return value;
  };
  // Printers of Node look at the shape itself.
  Object.defineProperty(shape, inspect.custom, {
    value: () => peek() ?? '(virtual shards that are not started yet)',
    configurable: true,
  });
  const handler: ProxyHandler<object> = {
    get(_, property) {
      const owner = PROBES.has(property) ? peek() : found();
      if (owner === undefined) return undefined;
      const value: unknown = Reflect.get(owner, property);
      // A method finds its private fields in its own object only.
      const isMethod = typeof value === 'function' && property !== 'constructor';
      return isMethod ? value.bind(owner) : value;
    },
    set: (_, property, value) => Reflect.set(found(), property, value),
    has: (_, property) => Reflect.has(found(), property),
    ownKeys: () => Reflect.ownKeys(found()),
    getPrototypeOf: () => Reflect.getPrototypeOf(found()),
    getOwnPropertyDescriptor(target, property) {
      const owner = found();
      const real = Reflect.getOwnPropertyDescriptor(owner, property);
      if (real === undefined) return undefined;
      // What a proxy says has to fit its shape, which has no fixed property but an array's length.
      const own = Reflect.getOwnPropertyDescriptor(target, property);
      return {
        value: Reflect.get(owner, property),
        writable: true,
        enumerable: real.enumerable ?? false,
        configurable: own?.configurable ?? true,
      };
    },
    defineProperty: (_, property, descriptor) =>
      Reflect.defineProperty(found(), property, descriptor),
    deleteProperty: (_, property) => Reflect.deleteProperty(found(), property),
    preventExtensions: () => false,
  };
  // Sound: every way to look at the proxy leads to a T.
  return new Proxy(shape, handler) as T;
}
