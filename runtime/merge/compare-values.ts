/** Below zero where `a` comes before `b`. Neither is null. */
export type CompareValues = (a: unknown, b: unknown) => number;

/** Numbers as PostgreSQL has them: NaN is one value, and greater than all others. */
export const compareNumbers: CompareValues = (a, b) => {
  const [x, y] = [Number(a), Number(b)];
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === y) return 0;
  return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
};

/** Of bigints, and of booleans: false comes first. */
export const compareExactly: CompareValues = (a, b) => {
  // Sound: the two are of one type that `<` compares exactly.
  const [x, y] = [a as bigint, b as bigint];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Decimals of Prisma's, which compare themselves; NaN is greater than all others. */
export const compareDecimals: CompareValues = (a, b) => {
  // Sound: Prisma's Decimal has it; it gives NaN where one of the two is NaN.
  const order = (a as { comparedTo(other: unknown): number }).comparedTo(b);
  if (!Number.isNaN(order)) return order;
  return Number(String(a) === 'NaN') - Number(String(b) === 'NaN');
};

export const compareDates: CompareValues = (a, b) => {
  // Sound: Prisma gives Dates for all types of moments.
  return (a as Date).getTime() - (b as Date).getTime();
};

/** Byte by byte; what is longer comes behind what it begins with. */
export const compareBytes: CompareValues = (a, b) => {
  // Sound: Prisma gives bytes as Uint8Array.
  return Buffer.compare(a as Uint8Array, b as Uint8Array);
};
