const FIRST_SURROGATE = 0xd800;

/**
 * Text that PostgreSQL can hold, or undefined. NUL is refused by PostgreSQL, and a lone surrogate
 * would reach it as U+FFFD: another key than the one that was hashed here.
 */
export function canonicalText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0) return undefined;
    if (unit >= FIRST_SURROGATE) return checkFrom(value, i);
  }
  return value;
}

function checkFrom(value: string, from: number): string | undefined {
  for (let i = from; i < value.length; i++) {
    const point = value.codePointAt(i) ?? 0;
    if (point === 0 || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    if (point > 0xffff) i++;
  }
  return value;
}

/** Text as PostgreSQL compares `character(n)`: the blanks at its end do not count. */
export function withoutFinalBlanks(text: string | undefined): string | undefined {
  if (text?.endsWith(' ') !== true) return text;
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}
