/** Reads whose answer comes as a whole, so that it can say what is missing of it. */
const WHOLE_READS: ReadonlySet<string> = new Set([
  'findMany',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'exists',
  'count',
  'aggregate',
  'groupBy',
]);

/** Whether a call of this name has partial answers. */
export function takesPartial(method: string): boolean {
  return WHOLE_READS.has(method);
}
