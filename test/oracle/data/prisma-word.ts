import { isPlain, type Loose } from './plain.js';

/** Stands for a value of the generated `Prisma` namespace, such as `Prisma.JsonNull`. */
export class PrismaWord {
  constructor(readonly name: 'JsonNull' | 'DbNull' | 'AnyNull') {}
}

export const JSON_NULL = new PrismaWord('JsonNull');
export const DB_NULL = new PrismaWord('DbNull');
export const ANY_NULL = new PrismaWord('AnyNull');

/** The same with the words of the generated client in their places: what Prisma is called with. */
export function spoken(value: Loose, Prisma: Loose): Loose {
  if (value instanceof PrismaWord) return Prisma[value.name];
  if (Array.isArray(value)) return value.map((each) => spoken(each, Prisma));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, spoken(each, Prisma)]),
  );
}
