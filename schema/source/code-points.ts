/** Columns count code points, so that an emoji is one column in every editor's sense of the word. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
