const LINE_WIDTH = 100;

/** `prefix` and a generic type: on one line where it fits, else one argument per line. */
export function applied(
  prefix: string,
  type: string,
  args: readonly string[],
  indent: string,
): string {
  const line = `${prefix}${type}<${args.join(', ')}>`;
  if (indent.length + line.length < LINE_WIDTH) return line;
  return [
    `${prefix}${type}<`,
    ...args.map((arg, index) => `${indent}  ${arg}${index < args.length - 1 ? ',' : ''}`),
    `${indent}>`,
  ].join('\n');
}

/** `Omit` of a list that grows with the schema. */
export const without = (type: string, names: readonly string[], indent: string): string =>
  eachOnALine('Omit', type, names, indent);

/** `type` without names, by `Omit` or `Exclude`: one name per line, so that a new one is a new line. */
export function eachOnALine(
  taker: 'Omit' | 'Exclude',
  type: string,
  names: readonly string[],
  indent: string,
): string {
  const [first, ...others] = names;
  if (first === undefined) return type;
  if (others.length === 0) return `${taker}<${type}, ${first}>`;
  return [
    `${taker}<`,
    `${indent}  ${type},`,
    ...names.map((name) => `${indent}  | ${name}`),
    `${indent}>`,
  ].join('\n');
}
