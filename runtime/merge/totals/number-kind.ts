/** What a column of numbers holds. */
export type NumberKind = 'int' | 'bigint' | 'decimal' | 'money' | 'float' | 'real';

/** Whether a float stands for what it is nearest to, so that sums of it depend on their order. */
export function isInexact(kind: NumberKind): boolean {
  return kind === 'float' || kind === 'real';
}

export function isNumberKind(kind: string): kind is NumberKind {
  switch (kind) {
    case 'int':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'float':
    case 'real':
      return true;
    default:
      return false;
  }
}
