/** Editors do not count a byte order mark as a column, and Prisma cannot read it. */
export function withoutByteOrderMark(content: string): string {
  return content.startsWith('\uFEFF') ? content.slice(1) : content;
}
