/** How many letters have to be added, removed, changed or swapped with a neighbour. */
export function distance(from: string, to: string): number {
  const a = [...from];
  const b = [...to];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * The candidate that was probably meant, or undefined when none is near. Letter case counts little,
 * and short names have to be nearer than long ones.
 *
 * @example closest('bukets', ['on', 'buckets']) // 'buckets'
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => {
      const steps = distance(wanted, candidate.toLowerCase());
      return { candidate, steps, near: Math.max(1, Math.floor(candidate.length / 3)) };
    })
    .filter(({ steps, near }) => steps <= near)
    .sort((a, b) => a.steps - b.steps || (a.candidate < b.candidate ? -1 : 1));
  return ranked[0]?.candidate;
}

/** ` Did you mean "buckets"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const found = closest(word, candidates);
  return found === undefined ? '' : ` Did you mean "${found}"?`;
}
