/** Half a character (a lone surrogate) crashes Prisma's parser; offsets stay as they are. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
